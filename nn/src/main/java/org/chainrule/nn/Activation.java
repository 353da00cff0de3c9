package org.chainrule.nn;

import java.util.function.UnaryOperator;
import org.chainrule.Tensor;

/** The non-linearities, elementwise. */
public enum Activation implements Layer {
    // spotless:off
    /** σ(x) = 1/(1 + e^−x) */
    LOGISTIC  (Tensor::logistic),
    TANH      (Tensor::tanh),
    /** −1 below −1, x between, 1 above 1 */
    HARD_TANH (Tensor::hardTanh),
    /** max(x, 0); the gradient at 0 is 0 */
    RELU      (Tensor::relu),
    /** x above 0, 0.01·x below */
    LEAKY_RELU(x -> x.leakyRelu(0.01)),
    /** x */
    IDENTITY  (x -> x);
    // spotless:on

    private final UnaryOperator<Tensor> function;

    Activation(UnaryOperator<Tensor> function) {
        this.function = function;
    }

    @Override
    public Tensor apply(Tensor x) {
        return function.apply(x);
    }
}
