package org.chainrule.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import org.chainrule.Gradient;
import org.chainrule.Tangent;
import org.chainrule.Tensor;
import org.junit.jupiter.api.Test;

/** Derivatives of any order, against closed forms. */
class HigherOrderTest {
    private static final Tensor X = Tensor.of(-1.3, -0.2, 0.4, 1.1);

    private static Tensor reverse(UnaryOperator<Tensor> function, int order) {
        Tensor y = function.apply(X);
        for (int i = 0; i < order; i++) {
            y = Gradient.of(y.sum()).at(X);
        }
        return y;
    }

    private static Tensor forward(UnaryOperator<Tensor> function, int order) {
        Tensor y = function.apply(X);
        for (int i = 0; i < order; i++) {
            y = Tangent.of(y).along(X, Tensor.of(1.0, 1, 1, 1));
        }
        return y;
    }

    private static void check(UnaryOperator<Tensor> function, int order, DoubleUnaryOperator closed) {
        double[] x = X.toDoubles();
        double[] reverse = reverse(function, order).toDoubles();
        double[] forward = forward(function, order).toDoubles();
        for (int i = 0; i < x.length; i++) {
            double expected = closed.applyAsDouble(x[i]);
            assertThat(reverse[i]).isCloseTo(expected, within(1e-9 * (1 + Math.abs(expected))));
            assertThat(forward[i]).isCloseTo(expected, within(1e-9 * (1 + Math.abs(expected))));
        }
    }

    @Test
    void sine() {
        check(Tensor::sin, 3, x -> -Math.cos(x));
        check(Tensor::sin, 4, Math::sin);
        check(Tensor::sin, 5, Math::cos);
        check(Tensor::sin, 8, Math::sin);
    }

    @Test
    void hyperbolicTangent() {
        check(Tensor::tanh, 2, x -> -2 * Math.tanh(x) * (1 - square(Math.tanh(x))));
        check(Tensor::tanh, 3, x -> {
            double s = 1 - square(Math.tanh(x));
            return -2 * s * s + 4 * square(Math.tanh(x)) * s;
        });
        // with t = tanh x: t⁽⁵⁾ = 16 − 136 t² + 240 t⁴ − 120 t⁶
        check(Tensor::tanh, 5, x -> {
            double t = square(Math.tanh(x));
            return 16 - 136 * t + 240 * t * t - 120 * t * t * t;
        });
    }

    @Test
    void powersAndExponentials() {
        check(x -> x.pow(7), 5, x -> 7 * 6 * 5 * 4 * 3 * x * x);
        check(x -> x.mul(2).exp(), 6, x -> 64 * Math.exp(2 * x));
        check(x -> x.add(3).reciprocal(), 4, x -> 24 / Math.pow(x + 3, 5));
        check(x -> x.add(3).log(), 4, x -> -6 / Math.pow(x + 3, 4));
        check(x -> x.square().square(), 5, x -> 0);
    }

    @Test
    void mixedModesCommute() {
        Tensor direction = Tensor.of(0.3, -1, 2, 0.7);
        Tensor loss = X.tanh().mul(X.flip()).exp().sum();
        Tensor overReverse = Tangent.of(Gradient.of(loss).at(X)).along(X, direction);
        Tensor overForward = Gradient.of(Tangent.of(loss).along(X, direction)).at(X);
        assertThat(overReverse.toDoubles()).containsExactly(overForward.toDoubles(), within(1e-12));
    }

    private static double square(double x) {
        return x * x;
    }
}
