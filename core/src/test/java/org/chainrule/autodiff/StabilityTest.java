package org.chainrule.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.chainrule.Compiled;
import org.chainrule.Gradient;
import org.chainrule.Tangent;
import org.chainrule.Tensor;
import org.chainrule.graph.DType;
import org.junit.jupiter.api.Test;

/** Gradients at the edges, where 0 · ∞ and ∞ − ∞ lie in wait. */
class StabilityTest {
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    private static double[] gradient(Function<Tensor, Tensor> function, double... at) {
        Tensor x = Tensor.of(at);
        double[] reverse = Gradient.of(function.apply(x).sum()).at(x).toDoubles();
        Compiled<Tensor, Tensor> compiled =
                Compiled.of(given -> Gradient.of(function.apply(given).sum()).at(given));
        assertThat(compiled.apply(x).toDoubles())
                .usingComparatorWithPrecision(1e-12)
                .containsExactly(reverse);
        for (int i = 0; i < at.length; i++) { // forward mode has the same edges
            int entry = i;
            double[] direction = new double[at.length];
            direction[i] = 1;
            double forward = Tangent.of(function.apply(x).sum())
                    .along(x, Tensor.of(direction))
                    .item();
            assertThat(forward)
                    .satisfiesAnyOf(
                            value -> assertThat(value).isEqualTo(reverse[entry]), // infinite ones too
                            value -> assertThat(value).isCloseTo(reverse[entry], within(1e-12)));
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
    void aPoleOnTheSideNotTakenIsHarmless() {
        assertThat(gradient(x -> x.gt(0).where(x.log(), x), 0, 2)).containsExactly(1, 0.5);
        assertThat(gradient(x -> x.gt(0).where(x.log1p(), x), -1, 1)).containsExactly(1, 0.5);
        assertThat(gradient(x -> x.gt(0).where(x.sqrt(), 0), 0, -1, 4)).containsExactly(0, 0, 0.25);
        assertThat(gradient(x -> x.ne(Tensor.of(0.0)).where(x.reciprocal(), x), 0, 2))
                .containsExactly(1, -0.25);
        assertThat(gradient(x -> x.ne(Tensor.of(0.0)).where(x.sin().div(x), 1), 0))
                .containsExactly(0);
        assertThat(gradient(x -> x.gt(0).where(x.pow(-1.5), x), 0, 1)).containsExactly(1, -1.5);
        assertThat(gradient(x -> x.lt(10).where(x.exp(), x), 1000)).containsExactly(1);
        assertThat(gradient(x -> x.lt(10).where(x.expm1(), x), 1000)).containsExactly(1);
        assertThat(gradient(x -> x.gt(0).where(x.mul(x.log()), 0), 0, 1)).containsExactly(0, 1);
    }

    @Test
    void aNaNOnTheSideNotTakenIsHarmlessThroughAllThatHangsOnIt() {
        assertThat(gradient(x -> x.gt(0).where(x.log().tanh().relu().square().sin(), x), -1))
                .containsExactly(1);
        assertThat(gradient(x -> x.gt(0).where(x.sqrt().maximum(x.neg().sqrt()), x), -1))
                .containsExactly(1);
    }

    @Test
    void aPoleOnTheSideNotTakenIsHarmlessAtAnyOrder() {
        UnaryOperator<Tensor> safe = x -> x.gt(0).where(x.log(), x.square().mul(3));
        Tensor x = Tensor.of(0.0, 2);
        Tensor first = Gradient.of(safe.apply(x).sum()).at(x);
        Tensor second = Gradient.of(first.sum()).at(x);
        Tensor third = Gradient.of(second.sum()).at(x);
        assertThat(second.toDoubles()).containsExactly(6, -0.25);
        assertThat(third.toDoubles()).containsExactly(0, 0.25);
        Tensor ones = Tensor.of(1.0, 1);
        assertThat(Tangent.of(first).along(x, ones).toDoubles()).containsExactly(6, -0.25);
        // squared, the upstream of the select moves with x
        Tensor squared = Gradient.of(safe.apply(x).square().sum()).at(x);
        assertThat(Gradient.of(squared.sum()).at(x).toDoubles()[0]).isZero();
    }

    @Test
    void aFlowThatIsZeroByChanceStillMoves() {
        // (x − 1)·ln x at 1: the flow into the logarithm is 0, its own derivative is not
        Tensor x = Tensor.of(1.0);
        Tensor first = Gradient.of(x.sub(1).mul(x.log()).sum()).at(x);
        assertThat(first.toDoubles()).containsExactly(0);
        assertThat(Gradient.of(first.sum()).at(x).toDoubles()).containsExactly(2);
    }

    @Test
    void aGateKeepsAnInfiniteFlowOut() {
        assertThat(gradient(x -> x.relu().sqrt(), -1, 4)).containsExactly(0, 0.25);
        assertThat(gradient(x -> x.maximum(Tensor.of(0.0)).sqrt(), -1, 4)).containsExactly(0, 0.25);
        assertThat(gradient(x -> x.clip(0, 9).sqrt(), -1, 4)).containsExactly(0, 0.25);
    }

    @Test
    void poles() {
        assertThat(gradient(Tensor::sqrt, 0)).containsExactly(INFINITY);
        assertThat(gradient(Tensor::log, 0)).containsExactly(INFINITY);
        assertThat(gradient(x -> x.mul(x.sqrt()), 0)).containsExactly(0);
        assertThat(gradient(x -> x.square().mul(x.sqrt()), 0)).containsExactly(0);
        assertThat(gradient(x -> x.square().mul(x).sqrt(), 0)).containsExactly(0);
        assertThat(gradient(x -> x.sqrt().sin().sqrt(), 0)).containsExactly(INFINITY);
    }

    @Test
    void lengths() {
        assertThat(gradient(Tensor::norm, 3, 4)).containsExactly(new double[] {0.6, 0.8}, within(1e-15));
        assertThat(gradient(x -> x.square().sum().sqrt(), 0, 0)).containsExactly(0, 0);
        assertThat(gradient(Tensor::norm, 0, 0)).containsExactly(0, 0);
        assertThat(gradient(Tensor::norm, 3e200, -4e200)).containsExactly(new double[] {0.6, -0.8}, within(1e-15));
        assertThat(gradient(Tensor::norm, 3e-200, 4e-200)).containsExactly(new double[] {0.6, 0.8}, within(1e-15));
        assertThat(Tensor.of(3e200, 4e200).norm().item()).isCloseTo(5e200, within(1e185));
        assertThat(Tensor.of(1, -INFINITY).norm().item()).isEqualTo(INFINITY);
        assertThat(Tensor.of(1, Double.NaN).norm().item()).isNaN();
        assertThat(Tensor.zeros(2, 0).norm(1).toDoubles()).containsExactly(0, 0);
        assertThat(Tensor.zeros(0, 2).norm(1).toDoubles()).isEmpty();
        assertThat(Tensor.of(new float[][] {{3, 4}, {0, 0}}).norm(-1).toFloats())
                .containsExactly(5, 0);
    }

    @Test
    void standardDeviations() {
        assertThat(gradient(Tensor::standardDeviation, 1, 3)).containsExactly(-0.5, 0.5);
        assertThat(gradient(Tensor::standardDeviation, 2, 2)).containsExactly(0, 0);
    }

    @Test
    void softplusEverywhere() {
        assertThat(gradient(Tensor::softplus, 0)).containsExactly(0.5);
        assertThat(gradient(Tensor::softplus, -INFINITY, -1000, 1000, INFINITY)).containsExactly(0, 0, 1, 1);
        assertThat(Tensor.of(-1000.0, -40, 0, 1000, INFINITY).softplus().toDoubles())
                .containsExactly(0, Math.exp(-40), Math.log(2), 1000, INFINITY);
        Tensor x = Tensor.of(0.0);
        Tensor second = Gradient.of(Gradient.of(x.softplus().sum()).at(x).sum()).at(x);
        assertThat(second.item()).isEqualTo(0.25);
    }

    @Test
    void anglesOnTheAxesAndAtTheOrigin() {
        Tensor y = Tensor.of(0.0, 1, 0, -1, 0, 1e200, 1e-200);
        Tensor x = Tensor.of(1.0, 0, -1, 0, 0, 1e200, 1e-200);
        Tensor angle = y.atan2(x);
        assertThat(angle.toDoubles())
                .containsExactly(0, Math.PI / 2, Math.PI, -Math.PI / 2, 0, Math.atan2(1, 1), Math.atan2(1, 1));
        assertThat(Gradient.of(angle.sum()).at(y).toDoubles())
                .usingComparatorWithPrecision(1e-15)
                .containsExactly(1, 0, -1, 0, 0, 5e-201, 5e199);
        assertThat(Gradient.of(angle.sum().neg()).at(x).toDoubles())
                .usingComparatorWithPrecision(1e-15)
                .containsExactly(0, 1, 0, -1, 0, 5e-201, 5e199);
    }

    @Test
    void entropies() {
        assertThat(Tensor.of(0.0, 1, 0.5).xlogy(Tensor.of(0.0, 1, 0.5)).toDoubles())
                .containsExactly(0, 0, 0.5 * Math.log(0.5));
        assertThat(gradient(x -> x.xlogy(x), 1, 0)).containsExactly(1, Double.NEGATIVE_INFINITY);
        Tensor probabilities = Tensor.of(0.0, 0.5);
        Tensor entropy = Tensor.of(0.0, 1).xlogy(probabilities).sum();
        assertThat(Gradient.of(entropy).at(probabilities).toDoubles()).containsExactly(0, 2);
    }

    @Test
    void logSumExpOfNothingButMinusInfinity() {
        assertThat(gradient(x -> x.logSumExp(0), -INFINITY, -INFINITY)).containsExactly(0, 0);
        assertThat(gradient(x -> x.eq(0).where(x, x.logSumExp(0).unsqueeze(0)), -INFINITY))
                .containsExactly(0);
    }

    @Test
    void logSoftmaxOfLargeNumbers() {
        assertThat(Tensor.of(1000.0, 0).logSoftmax(0).toDoubles()).containsExactly(0, -1000);
        assertThat(gradient(x -> x.logSoftmax(0).get(0, 1), 1000, 0)).containsExactly(-1, 1);
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
    void powOfOneAndMinusOneIsOneAsIeeeSays() {
        for (DType dtype : new DType[] {DType.FLOAT64, DType.FLOAT32}) {
            Tensor bases = Tensor.of(1.0, 1, 1, 1, -1, -1, Double.NaN).cast(dtype);
            Tensor exponents = Tensor.of(INFINITY, -INFINITY, Double.NaN, 3, INFINITY, -INFINITY, 0)
                    .cast(dtype);
            double[] ones = {1, 1, 1, 1, 1, 1, 1};
            assertThat(bases.pow(exponents).toDoubles()).containsExactly(ones);
            assertThat(Compiled.of((List<Tensor> both) -> both.get(0).pow(both.get(1)))
                            .apply(List.of(bases, exponents))
                            .toDoubles())
                    .containsExactly(ones);
            List<Tensor> gradients = Gradient.of(bases.pow(exponents).sum()).at(List.of(bases, exponents));
            assertThat(gradients.get(0).toDoubles())
                    .containsExactly(INFINITY, -INFINITY, Double.NaN, 3, INFINITY, -INFINITY, 0);
            assertThat(gradients.get(1).toDoubles()).containsExactly(0, 0, 0, 0, Double.NaN, Double.NaN, Double.NaN);
        }
    }

    @Test
    void powByExponentAtZero() {
        Tensor exponent = Tensor.of(2.0, 0.0);
        Tensor base = Tensor.of(0.0, 0.0);
        assertThat(Gradient.of(base.pow(exponent).sum()).at(exponent).toDoubles())
                .containsExactly(0, 0);
    }

    @Test
    void powOfNegativeBases() {
        assertThat(gradient(x -> x.pow(2), -3)).containsExactly(-6);
        assertThat(gradient(x -> x.pow(-1), -2)).containsExactly(-0.25);
        Tensor exponent = Tensor.of(2.0); // by the exponent there is no real derivative
        assertThat(Gradient.of(Tensor.of(-2.0).pow(exponent)).at(exponent).item())
                .isNaN();
    }

    @Test
    void powAtTheSecondOrder() {
        Tensor x = Tensor.of(0.0, 2);
        for (int power = 0; power <= 3; power++) {
            Tensor first = Gradient.of(x.pow(power).sum()).at(x);
            double[] second = Gradient.of(first.sum()).at(x).toDoubles();
            double there = power * (power - 1) * Math.pow(2, power - 2);
            assertThat(second).as("power %s", power).containsExactly(power == 2 ? 2 : 0, there);
        }
    }

    @Test
    void absReluAndMaxAtTheirKinksFollowTheDocumentedRule() {
        assertThat(gradient(Tensor::abs, 0)).containsExactly(0);
        assertThat(gradient(Tensor::relu, 0)).containsExactly(0);
        assertThat(gradient(x -> x.leakyRelu(0.01), 0)).containsExactly(0.01);
        assertThat(gradient(x -> x.max(0), 2, 1, 2)).containsExactly(0.5, 0, 0.5);
        assertThat(gradient(x -> x.min(0), 1, 1, 2)).containsExactly(0.5, 0.5, 0);
        assertThat(gradient(x -> x.maximum(Tensor.of(1.0)), 1)).containsExactly(0.5);
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
