package org.chainrule.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.assertj.core.data.Offset;
import org.chainrule.Tensor;
import org.chainrule.ValueAndGradient;
import org.chainrule.graph.DType;
import org.chainrule.graph.Shape;
import org.chainrule.optim.Lbfgs.LineSearch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LbfgsTest {
    private static final double[] START = {-1.2, 1, -0.7, 0.4};

    /** Rosenbrock's valley: least, 0, where all are 1. */
    private static Tensor valley(Tensor x) {
        Tensor each = x.slice(0, 0, 3);
        Tensor next = x.slice(0, 1, 4);
        return next.sub(each.square())
                .square()
                .mul(100)
                .add(each.neg().add(1).square())
                .sum();
    }

    private static Function<Tensor, ValueAndGradient<Tensor>> function() {
        return x -> ValueAndGradient.of(x, LbfgsTest::valley);
    }

    @Test
    void findsTheBottomOfTheValley() {
        Tensor found = new Lbfgs().minimize(Tensor.of(START), LbfgsTest::valley, 10);
        assertThat(found.toDoubles()).usingComparatorWithPrecision(1e-4).containsExactly(1, 1, 1, 1);
    }

    @Test
    void findsItInFloat32AsNearAsThatAllows() {
        Tensor start = Tensor.of(-1.2f, 1f, -0.7f, 0.4f);
        Tensor found = new Lbfgs().minimize(start, LbfgsTest::valley, 10);
        assertThat(found.dtype()).isEqualTo(DType.FLOAT32);
        assertThat(found.toDoubles()).usingComparatorWithPrecision(1e-2).containsExactly(1, 1, 1, 1);
    }

    /** The matrix H itself, kept whole, in the place of the two loops. */
    @ParameterizedTest
    @ValueSource(ints = {2, 100})
    void withoutALineSearchStepsAreThoseOfTheHessianKeptWhole(int history) {
        double rate = 0.3;
        Lbfgs lbfgs = new Lbfgs(rate, 12, 100, 0, 0, history, LineSearch.NONE);
        double[] x = START.clone();
        List<double[][]> pairs = new ArrayList<>();
        double[] g = gradient(x);
        for (int i = 0; i < 12; i++) {
            double[] d = times(inverseHessian(pairs), g);
            double t = i == 0 ? rate * Math.min(1, 1 / Vectors.sumOfSizes(g)) : rate;
            double[] s = Vectors.scaled(d, -t);
            double[] there = Vectors.moved(x, 1, s);
            double[] after = gradient(there);
            double[] y = Vectors.difference(after, g);
            if (Vectors.dot(s, y) > 1e-10) {
                pairs.add(new double[][] {s, y});
                if (pairs.size() > history) {
                    pairs.removeFirst();
                }
            }
            x = there;
            g = after;
        }
        Tensor start = Tensor.of(START);
        Lbfgs.Stepped<Tensor> stepped = lbfgs.step(start, lbfgs.initial(start), function());
        assertThat(stepped.model().toDoubles())
                .usingComparatorWithPrecision(1e-9)
                .containsExactly(x);
        assertThat(stepped.loss()).isCloseTo(valley(start).item(), Offset.offset(1e-12));
        assertThat(stepped.converged()).isFalse();
        assertThat(stepped.state().evaluations().item()).isEqualTo(12);
    }

    /** H = (I − ρ·s·yᵀ)·H·(I − ρ·y·sᵀ) + ρ·s·sᵀ for each pair in turn, from s·y/y·y·I of the last. */
    private static double[][] inverseHessian(List<double[][]> pairs) {
        int n = START.length;
        double[][] h = identity(n, 1);
        if (!pairs.isEmpty()) {
            double[][] last = pairs.getLast();
            h = identity(n, Vectors.dot(last[0], last[1]) / Vectors.dot(last[1], last[1]));
        }
        for (double[][] pair : pairs) {
            double[] s = pair[0];
            double[] y = pair[1];
            double rho = 1 / Vectors.dot(s, y);
            double[][] left = identity(n, 1);
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    left[i][j] -= rho * s[i] * y[j];
                }
            }
            double[][] next = new double[n][n];
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    next[i][j] = rho * s[i] * s[j];
                    for (int k = 0; k < n; k++) {
                        for (int l = 0; l < n; l++) {
                            next[i][j] += left[i][k] * h[k][l] * left[j][l];
                        }
                    }
                }
            }
            h = next;
        }
        return h;
    }

    private static double[][] identity(int n, double factor) {
        double[][] matrix = new double[n][n];
        for (int i = 0; i < n; i++) {
            matrix[i][i] = factor;
        }
        return matrix;
    }

    private static double[] times(double[][] matrix, double... vector) {
        double[] result = new double[vector.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = Vectors.dot(matrix[i], vector);
        }
        return result;
    }

    private static double[] gradient(double... x) {
        double[] g = new double[x.length];
        for (int i = 0; i + 1 < x.length; i++) {
            double error = x[i + 1] - x[i] * x[i];
            g[i] += -400 * x[i] * error - 2 * (1 - x[i]);
            g[i + 1] += 200 * error;
        }
        return g;
    }

    /** Each line search ends where the loss has fallen enough and is flat enough. */
    @Test
    void everyMoveOfALineSearchMeetsTheStrongWolfeConditions() {
        Lbfgs lbfgs = new Lbfgs(1, 1, 100, 0, 0, 10, LineSearch.STRONG_WOLFE);
        Tensor x = Tensor.of(START);
        LbfgsState state = lbfgs.initial(x);
        for (int i = 0; i < 40; i++) {
            Lbfgs.Stepped<Tensor> next = lbfgs.step(x, state, function());
            double[] d = next.state().direction().toDoubles();
            double before = Vectors.dot(gradient(x.toDoubles()), d);
            double after = Vectors.dot(gradient(next.model().toDoubles()), d);
            double length = next.state().length().item();
            assertThat(valley(next.model()).item()).isLessThanOrEqualTo(next.loss() + 1e-4 * length * before);
            assertThat(Math.abs(after)).isLessThanOrEqualTo(-0.9 * before);
            x = next.model();
            state = next.state();
        }
        assertThat(valley(x).item()).isLessThan(1);
    }

    @ParameterizedTest
    @EnumSource(LineSearch.class)
    void aStepFromTheBottomStaysThereAndHasConverged(LineSearch lineSearch) {
        Tensor bottom = Tensor.of(1.0, 1.0, 1.0, 1.0);
        Lbfgs lbfgs = new Lbfgs(lineSearch);
        Lbfgs.Stepped<Tensor> stepped = lbfgs.step(bottom, lbfgs.initial(bottom), function());
        assertThat(stepped.converged()).isTrue();
        assertThat(stepped.model().toDoubles()).containsExactly(1, 1, 1, 1);
        assertThat(stepped.state().iterations().item()).isZero();
        assertThat(stepped.state().evaluations().item()).isEqualTo(1);
    }

    /** −ln x is infinite at 0 and NaN below, where the first move would go. */
    @Test
    void aLossThatIsNoNumberIsTooHigh() {
        Tensor found = new Lbfgs(10, 20, 25, 1e-9, 1e-12, 10, LineSearch.STRONG_WOLFE)
                .minimize(Tensor.of(0.5), x -> x.mul(3).sub(x.log()).sum(), 20);
        assertThat(found.toDoubles()[0]).isCloseTo(1.0 / 3, Offset.offset(1e-6));
    }

    @Test
    void aModelOfSeveralTensorsIsMinimizedAsOne() {
        record Model(Tensor matrix, Tensor single, Tensor count) {}
        Model start = new Model(Tensor.of(new double[] {1, 2, 3, 4}, Shape.of(2, 2)), Tensor.scalar(5), Tensor.of(6));
        Model found = new Lbfgs()
                .minimize(
                        start,
                        m -> m.matrix()
                                .sub(7)
                                .square()
                                .sum()
                                .add(m.single().sub(8).square().cast(DType.FLOAT64)),
                        5);
        assertThat(found.matrix().toDoubles())
                .usingComparatorWithPrecision(1e-6)
                .containsExactly(7, 7, 7, 7);
        assertThat(found.single().item()).isCloseTo(8, Offset.offset(1e-4));
        assertThat(found.count().toInts()).containsExactly(6);
    }

    @Test
    void aStateLacksNothing() {
        assertThatThrownBy(() -> LbfgsState.of(java.util.Map.of("iterations", Tensor.of(1L))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("evaluations");
    }

    @Test
    void limitsAreChecked() {
        assertThatThrownBy(() -> new Lbfgs(1, 0, 1, 0, 0, 1, LineSearch.NONE))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Lbfgs(0, 1, 1, 0, 0, 1, LineSearch.NONE))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
