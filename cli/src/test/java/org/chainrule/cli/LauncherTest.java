package org.chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.chainrule.simd.Simd;
import org.junit.jupiter.api.Test;

/** The launcher leans on an internal method of the JDK: this test tells when a new JDK changes it. */
class LauncherTest {
    private static final String EXPORT = "--add-exports=java.base/jdk.internal.module=ALL-UNNAMED";

    @Test
    void loadsTheVectorApiAndTheJvmPrintsNoWarning() throws IOException, InterruptedException {
        assertThat(run(EXPORT)).matches("vectors of (128|256|512) bits\\R");
    }

    @Test
    void takesTheModuleThatTheFlagBrought() throws IOException, InterruptedException {
        assertThat(run("--add-modules=jdk.incubator.vector")).containsPattern("vectors of (128|256|512) bits");
    }

    @Test
    void withoutTheOptionTheEngineSaysWhatItLacks() throws IOException, InterruptedException {
        assertThat(run()).contains("vectors of 0 bits").contains("--add-modules jdk.incubator.vector");
    }

    /** What a JVM with these options prints, errors included. */
    private static String run(String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        Collections.addAll(command, options);
        Collections.addAll(command, "-cp", System.getProperty("java.class.path"), Probe.class.getName());
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    /** Stands for {@code Main}. */
    static final class Probe {
        private Probe() {}

        public static void main(String[] arguments) {
            Launcher.loadVectors();
            System.out.println("vectors of " + Simd.bits() + " bits");
        }
    }
}
