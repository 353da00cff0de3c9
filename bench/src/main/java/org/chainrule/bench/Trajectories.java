package org.chainrule.bench;

import java.util.concurrent.Callable;
import org.chainrule.bench.compare.Courses;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Compares the optimizers' steps with libtorch's. */
@Command(
        name = "trajectories",
        sortOptions = false,
        header = "Compares a hundred steps of every optimizer with libtorch, in float64.",
        description = {
            "Both engines train the same small network on the first 100 test digits of MNIST, from the same weights. Losses and",
            "parameters are to be equal to 1e-5 of themselves. The last line is N compared, N agree, N differ; the exit code is 1",
            "if any differs.",
            ""
        })
final class Trajectories implements Callable<Integer> {
    @Option(names = "--help", usageHelp = true, description = "shows this text")
    private boolean help;

    @Override
    public Integer call() throws InterruptedException {
        return Courses.print() ? 0 : 1;
    }
}
