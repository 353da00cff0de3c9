package org.chainrule.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.chainrule.bench.compare.Jvm;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** Hands over to JMH, in a process whose class path its forks can inherit. */
@Command(
        name = "jmh",
        header = "Measures single kernels with JMH.",
        description = {"What follows is for JMH: a pattern of benchmark names, and its options (-h lists them).", ""})
final class Kernels implements Callable<Integer> {
    @Unmatched
    private List<String> arguments = new ArrayList<>();

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<String> command = Jvm.command(Jvm.OWN_OPTIONS, Jvm.classPath(), "org.openjdk.jmh.Main", arguments);
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }
}
