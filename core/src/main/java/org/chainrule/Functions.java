package org.chainrule;

import java.util.function.UnaryOperator;
import org.chainrule.graph.Cast;
import org.chainrule.graph.DType;
import org.chainrule.graph.Node;
import org.chainrule.graph.ShapeException;
import org.chainrule.graph.Unary;

/**
 * Elementwise functions of one tensor; the result has its shape and dtype. Those of real numbers throw a
 * {@link org.chainrule.graph.DTypeException} for others.
 */
public sealed interface Functions permits Tensor {
    Node node();

    /** |x|; the gradient at 0 is 0. */
    default Tensor abs() {
        return Tensor.of(Unary.ABS, Tensor.of(node()));
    }

    /** −1, 0 or 1; the gradient is 0. */
    default Tensor sign() {
        return Tensor.of(Unary.SIGN, Tensor.of(node()));
    }

    /** x² */
    default Tensor square() {
        return Tensor.of(Unary.SQUARE, Tensor.of(node()));
    }

    /** 1/x */
    default Tensor reciprocal() {
        return Tensor.of(Unary.RECIPROCAL, Tensor.of(node()));
    }

    /** √x; the gradient at 0 is infinite. */
    default Tensor sqrt() {
        return Tensor.of(Unary.SQRT, Tensor.of(node()));
    }

    /** eˣ */
    default Tensor exp() {
        return Tensor.of(Unary.EXP, Tensor.of(node()));
    }

    /** eˣ − 1, exact for small x */
    default Tensor expm1() {
        return Tensor.of(Unary.EXPM1, Tensor.of(node()));
    }

    /** ln x */
    default Tensor log() {
        return Tensor.of(Unary.LOG, Tensor.of(node()));
    }

    /** ln(1 + x), exact for small x */
    default Tensor log1p() {
        return Tensor.of(Unary.LOG1P, Tensor.of(node()));
    }

    /** sin x, of x in radians */
    default Tensor sin() {
        return Tensor.of(Unary.SIN, Tensor.of(node()));
    }

    /** cos x, of x in radians */
    default Tensor cos() {
        return Tensor.of(Unary.COS, Tensor.of(node()));
    }

    /** tan x, of x in radians */
    default Tensor tan() {
        return Tensor.of(Unary.TAN, Tensor.of(node()));
    }

    /** The angle in [−π/2, π/2] whose sine is x; NaN beyond ±1; the slope at ±1 is infinite. */
    default Tensor asin() {
        return Tensor.of(node()).atan2(Composed.otherLeg(Tensor.of(node())));
    }

    /** The angle in [0, π] whose cosine is x; NaN beyond ±1; the slope at ±1 is infinite. */
    default Tensor acos() {
        return Composed.otherLeg(Tensor.of(node())).atan2(Tensor.of(node()));
    }

    /** The angle in (−π/2, π/2) whose tangent is x; of a point, {@link Arithmetic#atan2}. */
    default Tensor atan() {
        Tensor x = Tensor.of(node());
        return x.atan2(x.like(1));
    }

    /** sinh x = (eˣ − e⁻ˣ)/2, exact for small x */
    default Tensor sinh() {
        return Composed.sinh(Tensor.of(node()));
    }

    /** cosh x = (eˣ + e⁻ˣ)/2 */
    default Tensor cosh() {
        return Composed.cosh(Tensor.of(node()));
    }

    /** tanh x = (eˣ − e⁻ˣ)/(eˣ + e⁻ˣ) */
    default Tensor tanh() {
        return Tensor.of(Unary.TANH, Tensor.of(node()));
    }

    /** The logistic function σ(x) = 1/(1 + e^−x), without overflow. */
    default Tensor logistic() {
        return Tensor.of(Unary.LOGISTIC, Tensor.of(node()));
    }

    /** ln(1 + eˣ), without overflow; its slope is the logistic function everywhere. */
    default Tensor softplus() {
        return Composed.softplus(Tensor.of(node()));
    }

    /** The error function. */
    default Tensor erf() {
        return Tensor.of(Unary.ERF, Tensor.of(node()));
    }

    /** max(x, 0); the gradient at 0 is 0. */
    default Tensor relu() {
        return Tensor.of(Unary.RELU, Tensor.of(node()));
    }

    /** x above 0, slope·x below (0.01 in PyTorch); the gradient at 0 is the slope. */
    default Tensor leakyRelu(double slope) {
        Tensor x = Tensor.of(node());
        return x.gt(0).where(x, x.mul(slope));
    }

    /** −1 below −1, x between, 1 above 1; the gradient is 1 inside, 0 outside and at ±1. */
    default Tensor hardTanh() {
        Tensor x = Tensor.of(node());
        Tensor low = Broadcasting.number(node(), -1);
        Tensor high = Broadcasting.number(node(), 1);
        return x.le(low).where(low, x.ge(high).where(high, x));
    }

    /** The largest whole number not above x; the gradient is 0. */
    default Tensor floor() {
        return Tensor.of(Unary.FLOOR, Tensor.of(node()));
    }

    /** The smallest whole number not below x; the gradient is 0. */
    default Tensor ceil() {
        return Tensor.of(Unary.CEIL, Tensor.of(node()));
    }

    /** The nearest whole number, ties to even; the gradient is 0. */
    default Tensor round() {
        return Tensor.of(Unary.ROUND, Tensor.of(node()));
    }

    /** The same values in another dtype: to whole numbers as Java's casts do, to bool {@code x ≠ 0}. */
    default Tensor cast(DType dtype) {
        return dtype == node().dtype() ? Tensor.of(node()) : Tensor.of(new Cast(dtype), Tensor.of(node()));
    }

    /** This tensor, through which no gradient flows. */
    default Tensor stopGradient() {
        return Tensor.of(org.chainrule.graph.StopGradient.STOP_GRADIENT, Tensor.of(node()));
    }

    /**
     * The straight-through estimator: the value of a function that has no useful gradient, with the gradient of this tensor. For
     * example {@code x.straightThrough(Tensor::round)} trains through rounding. This tensor is finite.
     *
     * <p>Source: Y. Bengio, N. Léonard, A. Courville, "Estimating or propagating gradients through stochastic neurons for conditional
     * computation", 2013, arXiv:1308.3432.
     *
     * @param function its result has this tensor's shape and dtype
     * @throws ShapeException if it has not
     */
    default Tensor straightThrough(UnaryOperator<Tensor> function) {
        Tensor x = Tensor.of(node());
        Tensor value = function.apply(x);
        if (!value.node().type().equals(node().type())) {
            throw new ShapeException(
                    "straightThrough", node().type() + " to " + value.node().type(), "shape and dtype stay");
        }
        return value.stopGradient().add(x.sub(x.stopGradient()));
    }
}
