package org.chainrule.bench.protocol;

import java.util.List;
import java.util.Optional;
import org.chainrule.bench.protocol.Perceptron.Activation;
import org.chainrule.bench.protocol.Perceptron.Update;

/**
 * One row of the comparison: what every engine must compute. Each engine switches over the permitted records without a
 * default, so a task that one of them lacks does not compile.
 */
public sealed interface Task permits Perceptron, LeNet, Lookup, Recurrent, Transformer, Formula, Rosenbrock, Product {
    /** How the row is called. */
    String row();

    /** How many steps the engines' numbers are compared over; one where steps do not change anything. */
    int tracedSteps();

    /** All tasks, in the order of their rows. */
    static List<Task> all() {
        return List.of(
                new Perceptron("W1", 32, List.of(64, 32, 10), Activation.TANH, new Update.GradientDescent(0.05)),
                new Perceptron("W2", 128, List.of(784, 512, 256, 10), Activation.RELU, new Update.Adam(1e-3)),
                new Perceptron("W3", 256, List.of(1024, 4096, 4096, 1000), Activation.RELU, new Update.Adam(1e-4)),
                new LeNet("W4", 64, 1e-3),
                new Lookup("W5-sparse", 100_000, 64, 1024, 20, 2, 8, 1e-3, true),
                new Lookup("W5-dense", 100_000, 64, 1024, 20, 2, 8, 1e-3, false),
                new Recurrent("W6", 32, 64, 64, 128, 10, 1e-3),
                new Transformer("W7", 8, 128, 256, 4, 2, 1024, 96, 3e-4, 0.01),
                new Formula("W8", List.of(1_000_000), 1_000_000),
                new Formula("W8b", List.of(1000, 1000), 1000),
                new Rosenbrock("W9", 1000),
                new Product(256),
                new Product(512),
                new Product(1024),
                new Product(2048));
    }

    /** The task of a row. */
    static Optional<Task> named(String row) {
        return all().stream().filter(task -> task.row().equals(row)).findFirst();
    }
}
