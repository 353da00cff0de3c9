package org.chainrule.nn;

import org.chainrule.Tensor;

/**
 * The non-linearities without parameters, elementwise, with PyTorch's defaults and values, but that at −∞ {@link #GELU},
 * {@link #GELU_TANH}, {@link #SILU}, {@link #MISH} and {@link #HARD_SWISH} and their gradients are 0, and at ±∞ {@link #SOFTSIGN} is ±1 with
 * the gradient 0: what they tend to, where PyTorch's are NaN. Those with parameters are records: {@link LeakyRelu}, {@link Elu}, {@link Celu}, {@link Softplus}, {@link Prelu}; those over
 * an axis are {@link Softmax}, {@link LogSoftmax}, {@link Glu}, {@link SwiGlu}.
 */
public enum Activation implements Layer {
    // spotless:off
    /** σ(x) = 1/(1 + e^−x) */
    LOGISTIC    (Tensor::logistic),
    TANH        (Tensor::tanh),
    /** −1 below −1, x between, 1 above 1; the gradient at the corners is 0 */
    HARD_TANH   (Tensor::hardTanh),
    /** max(x, 0); the gradient at 0 is 0. Nair, Hinton, ICML 2010. */
    RELU        (Tensor::relu),
    /** x above 0, 0.01·x below. Maas, Hannun, Ng, ICML 2013. */
    LEAKY_RELU  (new LeakyRelu()),
    /** min(max(x, 0), 6). Howard and others, MobileNets, 2017. */
    RELU6       (x -> x.clip(0, 6)),
    /** x above 0, e^x − 1 below. Clevert, Unterthiner, Hochreiter, ICLR 2016. */
    ELU         (new Elu()),
    /** λ·ELU with α: fixed so that mean 0 and variance 1 are kept. Klambauer and others, NIPS 2017. */
    SELU        (x -> new Elu(Selu.ALPHA).apply(x).mul(Selu.SCALE)),
    /** x·Φ(x), Φ the normal distribution: x/2·(1 + erf(x/√2)). Hendrycks, Gimpel, 2016. */
    GELU        (Gelu.OP::apply),
    /** GELU approximated: x/2·(1 + tanh(√(2/π)·(x + 0.044715·x³))) */
    GELU_TANH   (GeluTanh.OP::apply),
    /** x·σ(x), also called swish. Ramachandran, Zoph, Le, 2017. */
    SILU        (x -> gated(x, x.logistic())),
    /** x·tanh(ln(1 + e^x)). Misra, BMVC 2020. */
    MISH        (x -> gated(x, x.softplus().tanh())),
    /** ln(1 + e^x) */
    SOFTPLUS    (Tensor::softplus),
    /** x/(1 + |x|) */
    SOFTSIGN    (Softsign.OP::apply),
    /** min(max(x/6 + 1/2, 0), 1) */
    HARD_SIGMOID(x -> x.add(3).clip(0, 6).mul(1.0 / 6)),
    /** x·min(max(x/6 + 1/2, 0), 1). Howard and others, MobileNetV3, ICCV 2019. */
    HARD_SWISH  (x -> gated(x, x.add(3).clip(0, 6).mul(1.0 / 6))),
    /** x */
    IDENTITY    (x -> x);
    // spotless:on

    private final Layer function;

    Activation(Layer function) {
        this.function = function;
    }

    @Override
    public Tensor apply(Tensor x) {
        return function.apply(x);
    }

    /** x times a number from 0 to 1, and 0 where that is 0, whatever x is. */
    private static Tensor gated(Tensor x, Tensor gate) {
        return x.mulNoNan(gate);
    }

    /** The constants of SELU, for which mean 0 and variance 1 are a fixed point. */
    private static final class Selu {
        static final double ALPHA = 1.6732632423543772848170429916717;
        static final double SCALE = 1.0507009873554804934193349852946;
    }
}
