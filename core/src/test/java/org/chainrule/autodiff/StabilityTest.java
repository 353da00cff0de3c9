package org.chainrule.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.Function;
import org.chainrule.Gradient;
import org.chainrule.Tangent;
import org.chainrule.Tensor;
import org.junit.jupiter.api.Test;

/** Gradients at the edges, where 0 · ∞ and ∞ − ∞ lie in wait. */
class StabilityTest {
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    private static double[] gradient(Function<Tensor, Tensor> function, double... at) {
        Tensor x = Tensor.of(at);
        double[] reverse = Gradient.of(function.apply(x).sum()).at(x).toDoubles();
        for (int i = 0; i < at.length; i++) { // forward mode has the same edges
            double[] direction = new double[at.length];
            direction[i] = 1;
            double forward = Tangent.of(function.apply(x).sum())
                    .along(x, Tensor.of(direction))
                    .item();
            assertThat(forward).isCloseTo(reverse[i], within(1e-12));
        }
        return java.util.Arrays.stream(reverse).map(value -> value + 0.0).toArray(); // −0 is 0
    }

    @Test
    void whereWithInfinityOnTheSideNotTaken() {
        assertThat(gradient(x -> x.gt(0).where(x.mul(2), INFINITY), -1, 2)).containsExactly(0, 2);
        assertThat(gradient(x -> x.gt(0).where(x.mul(2), Double.NaN), -1, 2)).containsExactly(0, 2);
    }

    @Test
    void whereGuardedTwiceHasNoNaN() {
        // the guard inside keeps ∞ out of the chain below the select
        assertThat(gradient(x -> x.gt(0).where(x.gt(0).where(x, 1).sqrt(), 0), 0, 4))
                .containsExactly(0, 0.25);
    }

    @Test
    void logSumExpOfLargeAndInfiniteNumbers() {
        assertThat(gradient(x -> x.logSumExp(0), 1000, 1000)).containsExactly(0.5, 0.5);
        assertThat(gradient(x -> x.logSumExp(0), -1000, -1000)).containsExactly(0.5, 0.5);
        assertThat(gradient(x -> x.logSumExp(0), -INFINITY, 0)).containsExactly(0, 1);
        assertThat(Tensor.of(-INFINITY, -INFINITY).logSumExp(0).item()).isEqualTo(-INFINITY);
        assertThat(Tensor.of(INFINITY, 0).logSumExp(0).item()).isEqualTo(INFINITY);
    }

    @Test
    void softmaxOfLargeAndInfiniteNumbers() {
        assertThat(Tensor.of(1e4, 0).softmax(0).toDoubles()).containsExactly(1, 0);
        assertThat(Tensor.of(-INFINITY, 0, 0).softmax(0).toDoubles()).containsExactly(0, 0.5, 0.5);
        assertThat(gradient(x -> x.softmax(0).square(), 1e4, 0)).containsExactly(0, 0);
        assertThat(gradient(x -> x.softmax(0).square(), -INFINITY, 0, 0)).containsExactly(0, 0, 0);
        assertThat(gradient(x -> x.logSoftmax(0).get(0, 1), -INFINITY, 0)).containsExactly(0, 0);
    }

    @Test
    void powAtZero() {
        assertThat(gradient(x -> x.pow(2), 0, 3)).containsExactly(0, 6);
        assertThat(gradient(x -> x.pow(1), 0, 3)).containsExactly(1, 1);
        assertThat(gradient(x -> x.pow(0), 0, 3)).containsExactly(0, 0);
        assertThat(gradient(x -> x.mul(0).pow(x), 2, 1)).containsExactly(0, 0);
        assertThat(gradient(x -> x.pow(3), -2)[0]).isCloseTo(12, within(1e-12));
    }

    @Test
    void powByExponentAtZero() {
        Tensor exponent = Tensor.of(2.0, 0.0);
        Tensor base = Tensor.of(0.0, 0.0);
        assertThat(Gradient.of(base.pow(exponent).sum()).at(exponent).toDoubles())
                .containsExactly(0, 0);
    }

    @Test
    void absReluAndMaxAtTheirKinksFollowTheDocumentedRule() {
        assertThat(gradient(Tensor::abs, 0)).containsExactly(0);
        assertThat(gradient(Tensor::relu, 0)).containsExactly(0);
        assertThat(gradient(x -> x.leakyRelu(0.01), 0)).containsExactly(0.01);
        assertThat(gradient(x -> x.max(0), 2, 1, 2)).containsExactly(0.5, 0, 0.5);
        assertThat(gradient(x -> x.min(0), 1, 1, 2)).containsExactly(0.5, 0.5, 0);
        assertThat(gradient(x -> x.max(Tensor.of(1.0)), 1)).containsExactly(0.5);
    }

    @Test
    void logisticAndTanhFarOut() {
        assertThat(gradient(Tensor::logistic, -1000, 1000)).containsExactly(0, 0);
        assertThat(gradient(Tensor::tanh, -1000, 1000)).containsExactly(0, 0);
        assertThat(Tensor.of(-1000.0, 1000.0).logistic().toDoubles()).containsExactly(0, 1);
    }

    @Test
    void productsWithZeros() {
        assertThat(gradient(Tensor::product, 2, 0, 3)).containsExactly(0, 6, 0);
        assertThat(gradient(Tensor::product, 2, 0, 0)).containsExactly(0, 0, 0);
    }

    @Test
    void stopGradientStops() {
        assertThat(gradient(x -> x.stopGradient().mul(x), 3)).containsExactly(3);
    }
}
