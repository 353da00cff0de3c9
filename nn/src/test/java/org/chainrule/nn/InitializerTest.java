package org.chainrule.nn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.assertj.core.data.Percentage;
import org.chainrule.RandomKey;
import org.chainrule.Tensor;
import org.chainrule.graph.DType;
import org.chainrule.graph.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class InitializerTest {
    static Stream<Arguments> variances() {
        return Stream.of(
                Arguments.of(Xavier.UNIFORM, 2.0 / (300 + 200)),
                Arguments.of(Xavier.NORMAL, 2.0 / (300 + 200)),
                Arguments.of(Kaiming.NORMAL, 2.0 / 300),
                Arguments.of(Kaiming.UNIFORM, 2.0 / 300),
                Arguments.of(new Kaiming(Kaiming.Distribution.NORMAL, Kaiming.Fan.OUT, 0.5), 2 / 1.25 / 200),
                Arguments.of(LeCun.UNIFORM, 1.0 / 300),
                Arguments.of(LeCun.NORMAL, 1.0 / 300),
                Arguments.of(new Uniform(-0.3, 0.3), 0.36 / 12),
                Arguments.of(new TruncatedNormal(), 0.02 * 0.02 * 0.7737),
                Arguments.of(new SparseNormal(0.75, 0.2), 0.04 / 4),
                Arguments.of(new Orthogonal(2), 4.0 / 300),
                Arguments.of(new SmallNormal(), 0.01 * 0.01),
                Arguments.of(new SmallNormal(0.5), 0.25));
    }

    /** 60,000 draws: the relative standard error of a normal's variance is √(2/60000) = 0.6 %, so 3 % is five of them. */
    @ParameterizedTest
    @MethodSource("variances")
    void hasItsVariance(Initializer initializer, double variance) {
        Tensor values = initializer.values(Shape.of(300, 200), 300, 200, RandomKey.of(3));
        assertThat(values.variance().item()).isCloseTo(variance, Percentage.withPercentage(3));
        assertThat(values.mean().item()).isCloseTo(0, Offset.offset(5 * Math.sqrt(variance / 60_000)));
    }

    @Test
    void uniformStaysWithinItsBound() {
        float bound = (float) Math.sqrt(6.0 / 500);
        Tensor values = Xavier.UNIFORM.values(Shape.of(300, 200), 300, 200, RandomKey.of(3));
        assertThat((float) values.abs().max().item()).isLessThanOrEqualTo(bound).isGreaterThan(0.99f * bound);
    }

    @Test
    void truncatedValuesStayWithinTheirBound() {
        Tensor values = new TruncatedNormal(1, 1.5).values(Shape.of(300, 200), 300, 200, RandomKey.of(3));
        assertThat(values.abs().max().item()).isLessThanOrEqualTo(1.5).isGreaterThan(1.49);
    }

    @Test
    void orthogonalRowsOrColumnsAreOrthonormal() {
        for (Shape shape : new Shape[] {Shape.of(7, 5), Shape.of(5, 7), Shape.of(6, 6), Shape.of(4, 3, 5)}) {
            Tensor matrix =
                    new Orthogonal().values(shape, 5, 7, RandomKey.of(2)).reshape(shape.extent(0), -1);
            boolean wide = matrix.shape().extent(0) <= matrix.shape().extent(1);
            Tensor product = wide
                    ? matrix.matmul(matrix.transpose())
                    : matrix.transpose().matmul(matrix);
            Tensor identity = Tensor.eye(product.shape().extent(0));
            assertThat(product.sub(identity).abs().max().item()).isLessThan(1e-6);
        }
    }

    @Test
    void anIdentityPassesItsInputThrough() {
        Tensor matrix = new Identity().values(Shape.of(2, 3), 2, 3, RandomKey.of(1));
        assertThat(matrix.toFloats()).containsExactly(1, 0, 0, 0, 1, 0);
    }

    @Test
    void everyOutputHasTheSameShareOfZeros() {
        Tensor matrix = new SparseNormal(0.4).values(Shape.of(9, 5), 9, 5, RandomKey.of(1));
        assertThat(matrix.eq(0).cast(DType.INT32).sum(0).toInts()).containsOnly(4);
    }

    @Test
    void biasesBeginAtZeroAndWeightsDifferBetweenLayers() {
        Mlp model = Mlp.of(java.util.List.of(4, 4, 4), Activation.RELU, RandomKey.of(1));
        assertThat(model.layers().get(0).bias().toFloats()).containsOnly(0);
        assertThat(model.layers().get(0).weight().toFloats())
                .isNotEqualTo(model.layers().get(1).weight().toFloats());
        assertThat(new Filled(2).values(Shape.of(2), 1, 1, RandomKey.of(1)).toFloats())
                .containsOnly(2);
    }
}
