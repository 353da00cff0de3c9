package org.chainrule.bench.libtorch;

import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.chainrule.bench.protocol.Numbers;

/** The initial values of parameters, the same in every engine. */
final class Parameters {
    private Parameters() {}

    static void set(Tensor parameter, Tensor value) {
        try (NoGradGuard noGradients = new NoGradGuard()) {
            parameter.copy_(value);
        }
    }

    /** Weights [inputs, outputs] row by row become libtorch's [outputs, inputs]. */
    static void setTransposed(Tensor parameter, float[] weight) {
        int outputs = (int) parameter.size(0);
        int inputs = (int) parameter.size(1);
        set(parameter, Tensors.of(Numbers.transposed(weight, inputs, outputs), outputs, inputs));
    }

    /** A linear layer of weights [inputs, outputs] row by row. */
    static LinearImpl linear(float[] weight, float[] bias) {
        LinearImpl linear = new LinearImpl(weight.length / bias.length, bias.length);
        setTransposed(linear.weight(), weight);
        set(linear.bias(), Tensors.of(bias, bias.length));
        return linear;
    }

    /** All parameters of some modules. */
    static TensorVector of(Iterable<? extends Module> modules) {
        TensorVector all = new TensorVector();
        for (Module module : modules) {
            TensorVector own = module.parameters();
            for (long i = 0; i < own.size(); i++) {
                all.push_back(own.get(i));
            }
        }
        return all;
    }
}
