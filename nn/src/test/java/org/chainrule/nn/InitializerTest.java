package org.chainrule.nn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.assertj.core.data.Percentage;
import org.chainrule.RandomKey;
import org.chainrule.Tensor;
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
    void biasesBeginAtZeroAndWeightsDifferBetweenLayers() {
        Mlp model = Mlp.of(java.util.List.of(4, 4, 4), Activation.RELU, RandomKey.of(1));
        assertThat(model.layers().get(0).bias().toFloats()).containsOnly(0);
        assertThat(model.layers().get(0).weight().toFloats())
                .isNotEqualTo(model.layers().get(1).weight().toFloats());
        assertThat(new Filled(2).values(Shape.of(2), 1, 1, RandomKey.of(1)).toFloats())
                .containsOnly(2);
    }
}
