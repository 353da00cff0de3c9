package org.chainrule.bench.engine;

import org.chainrule.Tensor;
import org.chainrule.bench.protocol.Formula;
import org.chainrule.graph.Shape;

/** W8, W8b. */
final class FormulaWorkload {
    record Variables(Tensor x, Tensor a, Tensor b) {}

    private FormulaWorkload() {}

    static Outcome of(Formula task) {
        Shape shape = Shape.of(task.shape().stream().mapToInt(Integer::intValue).toArray());
        Variables variables = new Variables(Tensor.of(task.x(), shape), Tensor.of(task.a()), Tensor.of(task.b()));
        return new GradientWorkload<>(variables, FormulaWorkload::value);
    }

    private static Tensor value(Variables variables) {
        Tensor x = variables.x();
        Tensor wave = x.mul(variables.a()).add(variables.b()).tanh().mul(x.logistic());
        return wave.sub(x.relu().square()).sum();
    }
}
