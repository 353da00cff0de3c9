package org.chainrule.bench.engine.trajectory;

import java.io.IOException;
import java.nio.file.Path;
import org.chainrule.bench.trajectory.Digits;
import org.chainrule.bench.trajectory.Rule;

/** The process that prints this engine's trajectories. */
final class Trajectories {
    private Trajectories() {}

    /**
     * @param arguments the folder with MNIST's files
     */
    public static void main(String... arguments) throws IOException {
        Training training = Training.of(Digits.read(Path.of(arguments[0])));
        for (Rule rule : Rule.all()) {
            System.out.println(training.by(rule).text());
        }
    }
}
