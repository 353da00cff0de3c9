package org.chainrule.optim;

import java.util.List;
import java.util.stream.Stream;

/** One of each optimizer, and of each of its branches. */
public final class Optimizers {
    private Optimizers() {}

    /** Those that move every number by itself. */
    static List<Optimizer> elementwise() {
        return List.of(
                new Sgd(),
                new Sgd(0.9),
                new Sgd(0.8, 0.3, false, 0.01),
                new Sgd(0.9, 0, true, 0),
                new Adagrad(0.05, 0.1, 1e-10, 0.01),
                new RmsProp(),
                new RmsProp(0.9, 1e-3, 0.8, true, 0.01),
                new Adadelta(),
                new Adam(0.9, 0.999, 1e-8, 0.01),
                new AdamW(),
                new AmsGrad(),
                new Adamax(),
                new NAdam(),
                new RAdam(),
                new Lion(0.9, 0.99, 0.1),
                new Rprop(),
                new Asgd(0.01, 0.75, 5, 0),
                new SparseAdam(),
                new Accumulating(new NAdam(), 3));
    }

    /** Those that look at whole parameters. */
    static List<Optimizer> others() {
        return List.of(
                new Lamb(),
                new Adafactor(),
                Groups.of(new Muon())
                        .with(Selection.of("bias"), new NAdam(), 0.5)
                        .with(Selection.of("output"), new Sgd()));
    }

    /** Those, and what is made of several. */
    public static Stream<Optimizer> all() {
        return Stream.concat(elementwise().stream(), others().stream());
    }
}
