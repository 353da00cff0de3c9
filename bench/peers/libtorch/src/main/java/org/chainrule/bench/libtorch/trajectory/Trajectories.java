package org.chainrule.bench.libtorch.trajectory;

import java.io.IOException;
import java.nio.file.Path;
import org.bytedeco.pytorch.global.torch;
import org.chainrule.bench.trajectory.Digits;
import org.chainrule.bench.trajectory.Rule;

/** The process that prints libtorch's trajectories. */
final class Trajectories {
    private Trajectories() {}

    /**
     * @param arguments the folder with MNIST's files
     */
    public static void main(String... arguments) throws IOException {
        torch.set_num_threads(1);
        Training training = Training.of(Digits.read(Path.of(arguments[0])));
        for (Rule rule : Rule.all()) {
            System.out.println(training.by(rule).text());
        }
    }
}
