package org.chainrule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.chainrule.check.GradCheck;
import org.chainrule.graph.DType;
import org.chainrule.graph.Shape;
import org.junit.jupiter.api.Test;

/** Where formulas of functions would overflow, or their slopes be 0·∞. */
class EdgesTest {
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    private static double[] slope(Tensor y, Tensor x) {
        return Gradient.of(y.sum()).at(x).toDoubles();
    }

    @Test
    void softplusIsSmoothEverywhere() {
        Tensor x = Tensor.of(-INFINITY, -1000, -20, -1, 0.0, 1, 20, 1000, INFINITY);
        double[] expected = {
            0,
            0,
            Math.log1p(Math.exp(-20)),
            Math.log1p(Math.exp(-1)),
            Math.log(2),
            1 + Math.log1p(Math.exp(-1)),
            20 + Math.log1p(Math.exp(-20)),
            1000,
            INFINITY
        };
        assertThat(x.softplus().toDoubles()).containsExactly(expected, within(1e-15));
        assertThat(slope(x.softplus(), x)).containsExactly(x.logistic().toDoubles(), within(1e-15));
        GradCheck.of(Tensor::softplus, Tensor.of(-30.0, -1, 0, 0.5, 40))
                .order(2)
                .assertPassed();
    }

    @Test
    void theNormIsFlatAtZero() {
        Tensor x = Tensor.of(new double[] {3, 4, 0, 0}, Shape.of(2, 2));
        assertThat(x.norm(1).toDoubles()).containsExactly(5, 0);
        assertThat(slope(x.norm(1), x)).containsExactly(new double[] {0.6, 0.8, 0, 0}, within(1e-15));
        assertThat(x.norm().item()).isEqualTo(5);
        assertThat(Tensor.zeros(2, 0).norm(1).toDoubles()).containsExactly(0, 0);
        Tensor y = Tensor.of(1.0, -2, 0.5);
        GradCheck.of((Tensor at) -> at.norm(), y).order(2).assertPassed();
        Tensor gradient = Gradient.of(x.norm(1).sum()).at(x);
        assertThat(slope(gradient.square(), x)).doesNotContain(Double.NaN);
    }

    @Test
    void logSumExpOfInfinities() {
        Tensor x =
                Tensor.of(new double[] {-INFINITY, -INFINITY, -INFINITY, 0, 1000, 1000, INFINITY, 0}, Shape.of(4, 2));
        assertThat(x.logSumExp(1).toDoubles())
                .containsExactly(new double[] {-INFINITY, 0, 1000 + Math.log(2), INFINITY}, within(1e-12));
        Tensor finite = x.slice(0, 0, 3);
        assertThat(slope(finite.logSumExp(1), finite)).containsExactly(0, 0, 0, 1, 0.5, 0.5);
        assertThat(Tensor.zeros(2, 0).logSumExp(1).toDoubles()).containsExactly(-INFINITY, -INFINITY);
        assertThat(Tensor.of(Double.NaN, 0).logSumExp(0).item()).isNaN();
    }

    @Test
    void cumulativeMaximaAndTheirGradients() {
        Tensor x = Tensor.of(1.0, 3, 2, 3, 5, 4, 5);
        assertThat(x.cumulativeMax(0).toDoubles()).containsExactly(1, 3, 3, 3, 5, 5, 5);
        assertThat(slope(x.cumulativeMax(0), x)).containsExactly(1, 3, 0, 0, 3, 0, 0);
        assertThat(x.neg().cumulativeMin(0).toDoubles()).containsExactly(-1, -3, -3, -3, -5, -5, -5);
        assertThat(Tensor.of(1.0, Double.NaN, 2, Double.NaN).cumulativeMax(0).toDoubles())
                .containsExactly(1, Double.NaN, Double.NaN, Double.NaN);
        assertThat(Tensor.of(3, 1, 4).cumulativeMax(0).toInts()).containsExactly(3, 3, 4);
        assertThat(Tensor.zeros(2, 0).cumulativeMax(1).shape()).isEqualTo(Shape.of(2, 0));
    }

    @Test
    void cumulativeMaximaOfRandomNumbersAlongEveryAxis() {
        Tensor x = RandomKey.of(1).normal(Shape.of(13, 3)).cast(DType.FLOAT64).evaluate();
        double[] values = x.toDoubles();
        double[] down = values.clone();
        double[] right = values.clone();
        for (int i = 0; i < values.length; i++) {
            down[i] = i < 3 ? values[i] : Math.max(values[i], down[i - 3]);
            right[i] = i % 3 == 0 ? values[i] : Math.max(values[i], right[i - 1]);
        }
        assertThat(x.cumulativeMax(0).toDoubles()).containsExactly(down);
        assertThat(x.cumulativeMax(-1).toDoubles()).containsExactly(right);
        assertThat(Compiled.of((Tensor t) -> t.cumulativeMax(0)).apply(x).toDoubles())
                .containsExactly(down);
        GradCheck.of((Tensor t) -> t.cumulativeMax(0).square(), x).order(2).assertPassed();
    }
}
