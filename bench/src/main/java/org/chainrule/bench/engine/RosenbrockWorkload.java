package org.chainrule.bench.engine;

import org.chainrule.Tensor;
import org.chainrule.bench.protocol.Rosenbrock;

/** W9. */
final class RosenbrockWorkload {
    private RosenbrockWorkload() {}

    static Outcome of(Rosenbrock task) {
        return new GradientWorkload<>(Tensor.of(task.x()), x -> value(x, task.variables()));
    }

    private static Tensor value(Tensor x, int variables) {
        Tensor next = x.slice(0, 1, variables);
        Tensor each = x.slice(0, 0, variables - 1);
        Tensor valley = next.sub(each.square()).square().mul(100);
        return valley.add(each.neg().add(1).square()).sum();
    }
}
