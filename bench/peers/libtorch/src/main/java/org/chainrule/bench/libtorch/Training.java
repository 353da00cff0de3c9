package org.chainrule.bench.libtorch;

import java.util.function.Supplier;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Adam;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.Optimizer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.chainrule.bench.protocol.Workload;

/**
 * A training step: zero_grad, forward, backward and the optimizer's step, in one PointerScope that frees the intermediates.
 *
 * @param loss forward
 * @param forget zero_grad
 * @param update the optimizer's step
 */
record Training(Supplier<Tensor> loss, Runnable forget, Runnable update) implements Workload {
    static Training of(Supplier<Tensor> loss, Optimizer optimizer) {
        return new Training(loss, optimizer::zero_grad, optimizer::step);
    }

    static Training adam(Supplier<Tensor> loss, TensorVector parameters, double rate) {
        return of(loss, new Adam(parameters, new AdamOptions(rate)));
    }

    @Override
    public void step() {
        try (PointerScope scope = new PointerScope()) {
            train();
        }
    }

    @Override
    public double[] observedStep() {
        try (PointerScope scope = new PointerScope()) {
            return new double[] {train().item_float()};
        }
    }

    private Tensor train() {
        forget.run();
        Tensor value = loss.get();
        value.backward();
        update.run();
        return value;
    }
}
