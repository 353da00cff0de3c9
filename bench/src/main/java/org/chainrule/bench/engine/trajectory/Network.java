package org.chainrule.bench.engine.trajectory;

import org.chainrule.Tensor;
import org.chainrule.bench.trajectory.Digits;
import org.chainrule.bench.trajectory.Weights;
import org.chainrule.graph.Shape;
import org.chainrule.nn.Dense;

/** The network in this engine. */
record Network(Dense hidden, Dense output) {
    static Network initial() {
        Weights weights = Weights.initial();
        return new Network(
                dense(weights.hidden(), weights.hiddenBias(), Digits.INPUTS),
                dense(weights.output(), weights.outputBias(), Weights.HIDDEN));
    }

    private static Dense dense(double[] weight, double[] bias, int inputs) {
        return new Dense(Tensor.of(weight, Shape.of(inputs, bias.length)), Tensor.of(bias));
    }

    Tensor apply(Tensor x) {
        return output.apply(hidden.apply(x).tanh());
    }
}
