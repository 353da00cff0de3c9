package org.chainrule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.List;
import java.util.stream.Stream;
import org.chainrule.graph.DType;
import org.chainrule.graph.DTypeException;
import org.chainrule.graph.Shape;
import org.chainrule.graph.ShapeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reductions where elements tie, are missing, are no number, or are whole. */
class ReductionsTest {
    private static final float NAN = Float.NaN;
    private static final float INFINITY = Float.POSITIVE_INFINITY;

    @Test
    void argminIsTheFirstSmallest() {
        assertThat(Tensor.of(3f, 1, 2, 1).argmin(0).toInts()).containsExactly(1);
        assertThat(Tensor.of(new float[][] {{3, 1, 1}, {-2, 5, -7}}).argmin(1).toInts())
                .containsExactly(1, 2);
        assertThat(Tensor.of(new float[][] {{3, 1, 1}, {-2, 5, -7}}).argmin(-2).toInts())
                .containsExactly(1, 0, 1);
        assertThat(Tensor.of(INFINITY, INFINITY).argmin(0).toInts()).containsExactly(0);
    }

    @Test
    void theSmallestWholeNumberIsFoundThoughItHasNoNegative() {
        assertThat(Tensor.of(Integer.MIN_VALUE, 0).argmin(0).toInts()).containsExactly(0);
        assertThat(Tensor.of(0, Integer.MIN_VALUE).argmin(0).toInts()).containsExactly(1);
        assertThat(Tensor.of(Long.MAX_VALUE, Long.MIN_VALUE).argmin(0).toInts()).containsExactly(1);
        assertThat(Tensor.of(Integer.MIN_VALUE, Integer.MAX_VALUE).argmax(0).toInts())
                .containsExactly(1);
    }

    @Test
    void theFirstNaNWinsAsInNumPy() {
        Tensor x = Tensor.of(1, NAN, -INFINITY, NAN);
        assertThat(x.argmin(0).toInts()).containsExactly(1);
        assertThat(x.argmax(0).toInts()).containsExactly(1);
    }

    @Test
    void theIndexOfAnExtremeOfNothingIsAnError() {
        assertThatThrownBy(() -> Tensor.zeros(2, 0).argmin(1))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("empty");
        assertThatThrownBy(() -> Tensor.of(true).argmin(0)).isInstanceOf(DTypeException.class);
    }

    @Test
    void anyAndAllAskWhetherNumbersAreZero() {
        assertThat(flag(Tensor.of(0.5f, 0.2f).any())).isTrue();
        assertThat(flag(Tensor.of(0.5f, 0.2f).all())).isTrue();
        assertThat(flag(Tensor.of(0f, -0f).any())).isFalse();
        assertThat(flag(Tensor.of(NAN, 1).all())).isTrue();
        assertThat(flag(Tensor.of(-1, 0).any())).isTrue();
        assertThat(flag(Tensor.of(-1, 0).all())).isFalse();
        assertThat(flag(Tensor.of(1L << 32, 1L << 40).all())).isTrue();
        assertThat(flag(Tensor.of(1L << 32, 0).any())).isTrue();
    }

    @Test
    void anyAndAllOfFlags() {
        Tensor flags = Tensor.of(true, true, false, false, true, false).reshape(3, 2);
        assertThat(flags.any(1).toInts()).containsExactly(1, 0, 1);
        assertThat(flags.all(1).toInts()).containsExactly(1, 0, 0);
        assertThat(flags.any(0).dtype()).isEqualTo(DType.BOOL);
        assertThat(flag(flags.any())).isTrue();
        assertThat(flag(flags.all())).isFalse();
        assertThat(flag(flags.get(0, 0).get(0, 0).all())).isTrue();
    }

    @Test
    void ofNothingAllAreTrueAndNotAnyIs() {
        assertThat(Tensor.zeros(2, 0).all(1).toInts()).containsExactly(1, 1);
        assertThat(Tensor.zeros(2, 0).any(1).toInts()).containsExactly(0, 0);
    }

    @Test
    void meansAreOfFloatingNumbers() {
        Tensor whole = Tensor.of(1, 2);
        for (Tensor x : List.of(whole, whole.cast(DType.INT64), Tensor.of(true, false))) {
            assertThatThrownBy(x::mean)
                    .isInstanceOf(DTypeException.class)
                    .hasMessageContaining("mean")
                    .hasMessageContaining(x.dtype().name().toLowerCase(java.util.Locale.ROOT))
                    .hasMessageContaining("cast()");
            assertThatThrownBy(x::variance).isInstanceOf(DTypeException.class);
        }
        assertThat(whole.cast(DType.FLOAT32).mean().item()).isEqualTo(1.5);
        assertThat(whole.cast(DType.FLOAT64).variance().item()).isEqualTo(0.25);
        assertThat(Tensor.zeros(0).mean().item()).isNaN();
    }

    private static boolean flag(Tensor scalar) {
        return scalar.item() != 0;
    }

    @ParameterizedTest
    @ValueSource(strings = {"2, 2, 2", "3, 2, 2", "3, 2, 3", "5, 4", "2, 3, 2, 3", "4, 1, 7"})
    @Timeout(60)
    void theGradientOfAProductOverSeveralAxesCompiles(String extents) {
        Shape shape = Shape.of(
                Stream.of(extents.split(", ")).mapToInt(Integer::parseInt).toArray());
        Tensor x = RandomKey.of(1).uniform(shape).add(0.5).cast(DType.FLOAT64);
        List<Tensor> results = Compiled.of((Tensor y) ->
                        List.of(y.product(), Gradient.of(y.product()).at(y)))
                .apply(Tensor.of(x.data()));
        double product = 1;
        for (double element : x.toDoubles()) {
            product *= element;
        }
        assertThat(results.get(0).item()).isCloseTo(product, withinPercentage(1e-10));
        double[] gradient = results.get(1).mul(x).toDoubles();
        for (double element : gradient) {
            assertThat(element).isCloseTo(product, withinPercentage(1e-10));
        }
    }
}
