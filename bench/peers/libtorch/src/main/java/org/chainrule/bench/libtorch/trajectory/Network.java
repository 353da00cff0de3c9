package org.chainrule.bench.libtorch.trajectory;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.chainrule.bench.trajectory.Digits;
import org.chainrule.bench.trajectory.Weights;

/** The network in libtorch; weights are [inputs, outputs] as in this engine. */
record Network(Tensor hidden, Tensor hiddenBias, Tensor output, Tensor outputBias) {
    static Network initial() {
        Weights weights = Weights.initial();
        return new Network(
                parameter(weights.hidden(), Digits.INPUTS, Weights.HIDDEN),
                parameter(weights.hiddenBias(), Weights.HIDDEN),
                parameter(weights.output(), Weights.HIDDEN, Digits.CLASSES),
                parameter(weights.outputBias(), Digits.CLASSES));
    }

    private static Tensor parameter(double[] values, long... shape) {
        return Doubles.of(values, shape).set_requires_grad(true);
    }

    Tensor apply(Tensor x) {
        return x.matmul(hidden).add(hiddenBias).tanh().matmul(output).add(outputBias);
    }

    List<Tensor> parameters() {
        return List.of(hidden, hiddenBias, output, outputBias);
    }

    TensorVector vector() {
        return new TensorVector(hidden, hiddenBias, output, outputBias);
    }
}
