package org.chainrule.bench.protocol;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
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

    /** Products with the left matrix, the right one or both transposed: asked for by name, as they would double the time of all rows. */
    static List<Task> transposes() {
        return Stream.of(256, 512, 1024, 2048)
                .<Task>flatMap(extent -> Stream.of(
                        new Product(extent, true, false),
                        new Product(extent, false, true),
                        new Product(extent, true, true)))
                .toList();
    }

    /** A small task of each kind, of sizes that fill no vector and no tile. */
    static List<Task> small() {
        return List.of(
                new Perceptron("tiny", 3, List.of(5, 7, 2), Activation.TANH, new Update.GradientDescent(0.05)),
                new Perceptron("layers", 61, List.of(333, 130, 67, 11), Activation.RELU, new Update.Adam(1e-3)),
                new LeNet("images", 5, 1e-3),
                new LeNet("batch", 19, 1e-3),
                new Lookup("rows", 1_003, 19, 37, 7, 3, 2, 1e-3, true),
                new Lookup("table", 1_003, 19, 37, 7, 3, 2, 1e-3, false),
                new Recurrent("steps", 7, 9, 13, 21, 3, 1e-3),
                new Transformer("tokens", 3, 17, 36, 3, 1, 70, 29, 3e-4, 0.01),
                new Formula("sum", List.of(100_003), 100_003),
                new Formula("broadcast", List.of(313, 77), 77),
                new Rosenbrock("slices", 1_237));
    }

    /** The task of a row. */
    static Optional<Task> named(String row) {
        return Stream.of(all(), transposes(), small())
                .flatMap(List::stream)
                .filter(task -> task.row().equals(row))
                .findFirst();
    }
}
