package org.chainrule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.chainrule.check.GradCheck;
import org.chainrule.graph.DType;
import org.chainrule.graph.DTypeException;
import org.chainrule.graph.Shape;
import org.chainrule.graph.ShapeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Factorizations multiplied out again, determinants by their definition, and gradients by differences. */
class LinearAlgebraTest {
    private static Tensor normal(int seed, int... extents) {
        return RandomKey.of(seed)
                .normal(Shape.of(extents))
                .evaluate()
                .cast(DType.FLOAT64)
                .evaluate();
    }

    /** Symmetric, with eigenvalues of at least 1. */
    private static Tensor positive(int seed, int... extents) {
        Tensor x = normal(seed, extents);
        return x.matmul(x.transpose())
                .add(identity(extents[extents.length - 1]))
                .evaluate();
    }

    private static Tensor identity(int n) {
        return Tensor.eye(n).cast(DType.FLOAT64);
    }

    private static void assertClose(Tensor actual, Tensor expected, double tolerance) {
        assertThat(actual.shape()).isEqualTo(expected.shape());
        assertThat(actual.toDoubles()).containsExactly(expected.toDoubles(), within(tolerance));
    }

    /** Leibniz by rows: expansion along the first one. */
    private static double expanded(double[][] a) {
        double sum = a.length == 0 ? 1 : 0;
        for (int column = 0; column < a.length; column++) {
            double[][] minor = new double[a.length - 1][a.length - 1];
            for (int i = 1; i < a.length; i++) {
                for (int j = 0; j < a.length; j++) {
                    if (j != column) {
                        minor[i - 1][j < column ? j : j - 1] = a[i][j];
                    }
                }
            }
            sum += (column % 2 == 0 ? 1 : -1) * a[0][column] * expanded(minor);
        }
        return sum;
    }

    private static double[][] rows(Tensor matrix) {
        double[] all = matrix.toDoubles();
        int n = matrix.shape().extent(0);
        double[][] rows = new double[n][n];
        for (int i = 0; i < n * n; i++) {
            rows[i / n][i % n] = all[i];
        }
        return rows;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 7, 40})
    void factorsMultiplyToTheMatrix(int n) {
        Tensor a = positive(n + 1, 2, n, n);
        Tensor l = a.cholesky();
        assertClose(l.matmul(l.transpose()), a, 1e-10);
        assertClose(l.upperTriangle(1), l.mul(0), 0);
        Tensor tall = normal(n + 2, 2, n + 3, n);
        LinearAlgebra.Qr qr = tall.qr();
        assertClose(qr.q().matmul(qr.r()), tall, 1e-11);
        assertClose(qr.q().transpose().matmul(qr.q()), identity(n).broadcastTo(2, n, n), 1e-12);
        assertClose(qr.r().lowerTriangle(-1), qr.r().mul(0), 0);
        Tensor any = normal(n + 3, 2, n, n);
        Tensor b = normal(n + 4, 2, n, 3);
        assertClose(any.matmul(any.solve(b)), b, 1e-8);
        assertClose(any.inverse().matmul(any), identity(n).broadcastTo(2, n, n), 1e-8);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void determinantsByTheirDefinition(int n) {
        for (int seed = 0; seed < 6; seed++) {
            Tensor a = normal(10 * n + seed, n, n);
            double expected = expanded(rows(a));
            assertThat(a.determinant().item()).isCloseTo(expected, within(1e-12));
            LinearAlgebra.LogDeterminant parts = a.logDeterminant();
            assertThat(parts.sign().item()).isEqualTo(Math.signum(expected));
            assertThat(parts.log().item()).isCloseTo(Math.log(Math.abs(expected)), within(1e-11));
        }
    }

    @Test
    void determinantsOfPermutations() {
        Tensor a = Tensor.of(new double[] {0, 1, 0, 0, 0, 1, 1, 0, 0}, Shape.of(3, 3));
        assertThat(a.determinant().item()).isEqualTo(1);
        assertThat(a.flip(0).determinant().item()).isEqualTo(-1);
        assertThat(Tensor.zeros(0, 0).determinant().item()).isEqualTo(1);
        assertThat(Tensor.zeros(2, 0, 0).logDeterminant().log().toDoubles()).containsExactly(0, 0);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
    void triangularSystemsReadOneTriangleOnly(int flags) {
        boolean lower = (flags & 1) != 0;
        boolean transposed = (flags & 2) != 0;
        boolean unit = (flags & 4) != 0;
        Tensor t = normal(1, 4, 4).add(identity(4).mul(3)).evaluate();
        Tensor read = lower ? t.lowerTriangle() : t.upperTriangle();
        Tensor ones = identity(4).gt(0);
        Tensor matrix = unit ? ones.where(identity(4), read) : read;
        Tensor system = transposed ? matrix.transpose() : matrix;
        Tensor b = normal(2, 4, 2);
        Tensor x = t.solveTriangular(b, lower, transposed, unit);
        assertClose(system.matmul(x), b, 1e-11);
        GradCheck.of((List<Tensor> at) -> at.get(0).solveTriangular(at.get(1), lower, transposed, unit), List.of(t, b))
                .order(2)
                .assertPassed();
    }

    static Stream<Arguments> functions() {
        Function<Tensor, Tensor> orthogonal = a -> a.qr().q();
        Function<Tensor, Tensor> upper = a -> a.qr().r();
        Function<Tensor, Tensor> log = a -> a.logDeterminant().log();
        return Stream.of(
                Arguments.of("cholesky", positive(1, 3, 3), (Function<Tensor, Tensor>) Tensor::cholesky),
                Arguments.of("cholesky of a batch", positive(2, 2, 2, 2), (Function<Tensor, Tensor>) Tensor::cholesky),
                Arguments.of("q", normal(3, 4, 3), orthogonal),
                Arguments.of("r", normal(4, 2, 3, 3), upper),
                Arguments.of("inverse", normal(5, 3, 3), (Function<Tensor, Tensor>) Tensor::inverse),
                Arguments.of("determinant", normal(6, 2, 3, 3), (Function<Tensor, Tensor>) Tensor::determinant),
                Arguments.of("logDeterminant", normal(7, 3, 3), log),
                Arguments.of("trace", normal(8, 2, 3, 3), (Function<Tensor, Tensor>)
                        a -> a.trace().square()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("functions")
    void gradientsOfFirstAndSecondOrder(String name, Tensor input, Function<Tensor, Tensor> function) {
        GradCheck.of(function, input).order(2).assertPassed();
    }

    @Test
    void gradientsOfSolve() {
        GradCheck.of((List<Tensor> at) -> at.get(0).solve(at.get(1)), List.of(normal(1, 3, 3), normal(2, 3, 2)))
                .order(2)
                .assertPassed();
        GradCheck.of((List<Tensor> at) -> at.get(0).solve(at.get(1)), List.of(normal(3, 2, 3, 3), normal(4, 3)))
                .assertPassed();
    }

    @Test
    void theGradientOfTheLogarithmOfADeterminantIsTheInverseTransposed() {
        Tensor a = normal(5, 4, 4);
        assertClose(Gradient.of(a.logDeterminant().log()).at(a), a.inverse().transpose(), 1e-10);
    }

    @Test
    void batchAxesAreBroadcast() {
        Tensor a = normal(1, 2, 1, 3, 3);
        Tensor b = normal(2, 4, 3, 2);
        assertThat(a.solve(b).shape()).isEqualTo(Shape.of(2, 4, 3, 2));
        assertClose(a.matmul(a.solve(b)), b.broadcastTo(2, 4, 3, 2), 1e-9);
    }

    @Test
    void singlePrecisionCompiledAndNot() {
        Tensor a = positive(1, 64, 20, 20).cast(DType.FLOAT32).evaluate();
        Tensor l = Compiled.of(Tensor::cholesky).apply(a);
        assertThat(l.dtype()).isEqualTo(DType.FLOAT32);
        assertClose(l.matmul(l.transpose()), a, 2e-5);
        Tensor gradient = Compiled.of((Tensor x) ->
                        Gradient.of(x.logDeterminant().log().sum()).at(x))
                .apply(a);
        assertClose(gradient, a.inverse().transpose(), 1e-5);
    }

    @Test
    void whatHasNoAnswerIsNotANumber() {
        Tensor singular = Tensor.of(new double[] {1, 2, 2, 4, 1, 0, 0, 1}, Shape.of(2, 2, 2));
        assertThat(singular.determinant().toDoubles()).containsExactly(new double[] {0, 1}, within(0.0));
        assertThat(singular.logDeterminant().sign().toDoubles()).containsExactly(new double[] {0, 1}, within(0.0));
        assertThat(singular.logDeterminant().log().toDoubles()).containsExactly(Double.NEGATIVE_INFINITY, 0);
        double[] inverses = singular.inverse().toDoubles();
        assertThat(java.util.Arrays.stream(inverses).limit(4)).noneMatch(Double::isFinite);
        assertThat(java.util.Arrays.stream(inverses).skip(4)).containsExactly(1.0, 0.0, 0.0, 1.0);
        Tensor indefinite = Tensor.of(new double[] {1, 2, 2, 1, 4, 0, 0, 9}, Shape.of(2, 2, 2));
        assertThat(indefinite.cholesky().toDoubles())
                .containsExactly(Double.NaN, Double.NaN, Double.NaN, Double.NaN, 2, 0, 0, 3);
    }

    @Test
    void errorsSayWhatDoesNotFit() {
        Tensor flat = Tensor.zeros(2, 3, 4);
        assertThatThrownBy(flat::cholesky).isInstanceOf(ShapeException.class).hasMessageContaining("[2, 3, 4]");
        assertThatThrownBy(flat::qr)
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("3 rows and 4 columns, in shape [2, 3, 4]");
        assertThatThrownBy(() -> Tensor.zeros(3).inverse()).isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> Tensor.zeros(3, 3).solve(Tensor.zeros(4, 2)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("a matrix [3, 3] and right sides [4, 2]");
        assertThatThrownBy(() -> Tensor.zeros(3, 3).cast(DType.INT32).determinant())
                .isInstanceOf(DTypeException.class)
                .hasMessageContaining("lu: takes float32 or float64, not int32");
        assertThatThrownBy(() -> Tensor.zeros(3, 3).solve(normal(1, 3))).isInstanceOf(DTypeException.class);
    }
}
