package org.chainrule.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.assertj.core.data.Percentage;
import org.chainrule.Convolution;
import org.chainrule.RandomKey;
import org.chainrule.Tensor;
import org.chainrule.graph.Shape;
import org.chainrule.graph.ShapeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FansTest {
    private static final RandomKey KEY = RandomKey.of(11);

    @Test
    void connectionsAreCounted() {
        assertThat(Fans.dense(Shape.of(30, 20))).isEqualTo(new Fans(30, 20));
        assertThat(Fans.convolution(Shape.of(16, 8, 3, 5), 1)).isEqualTo(new Fans(8 * 15, 16 * 15));
        assertThat(Fans.convolution(Shape.of(16, 2, 3), 4)).isEqualTo(new Fans(2 * 3, 4 * 3));
        assertThat(Fans.transposedConvolution(Shape.of(16, 2, 3), 4)).isEqualTo(new Fans(4 * 3, 2 * 3));
        assertThat(Fans.embedding(Shape.of(1000, 64))).isEqualTo(new Fans(1, 64));
    }

    @Test
    void weightsOfOtherFormsAreRefused() {
        assertThatThrownBy(() -> Fans.dense(Shape.of(3))).isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> Fans.convolution(Shape.of(3, 4), 1)).isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> Fans.convolution(Shape.of(3, 4, 5), 2)).isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> Fans.embedding(Shape.of(3, 4, 5))).isInstanceOf(ShapeException.class);
    }

    static Stream<Arguments> variances() {
        Shape filters = Shape.of(96, 32, 3, 3);
        Fans convolution = Fans.convolution(filters, 1);
        Shape table = Shape.of(1000, 60);
        Fans embedding = Fans.embedding(table);
        return Stream.of(
                Arguments.of(Xavier.UNIFORM, filters, convolution, 2.0 / (9 * 128)),
                Arguments.of(Xavier.NORMAL, filters, convolution, 2.0 / (9 * 128)),
                Arguments.of(Kaiming.UNIFORM, filters, convolution, 2.0 / (9 * 32)),
                Arguments.of(Kaiming.NORMAL, filters, convolution, 2.0 / (9 * 32)),
                Arguments.of(
                        new Kaiming(Kaiming.Distribution.NORMAL, Kaiming.Fan.OUT, 0),
                        filters,
                        convolution,
                        2.0 / (9 * 96)),
                Arguments.of(LeCun.UNIFORM, filters, convolution, 1.0 / (9 * 32)),
                Arguments.of(LeCun.NORMAL, filters, convolution, 1.0 / (9 * 32)),
                Arguments.of(new Orthogonal(), filters, convolution, 1.0 / (9 * 32)),
                Arguments.of(new SmallNormal(), filters, convolution, 1e-4),
                Arguments.of(LeCun.NORMAL, table, embedding, 1),
                Arguments.of(LeCun.UNIFORM, table, embedding, 1),
                Arguments.of(Xavier.NORMAL, table, embedding, 2.0 / 61),
                Arguments.of(new SmallNormal(), table, embedding, 1e-4));
    }

    /** At least 27,648 draws: the relative standard error of a normal's variance is at most 0.85 %, so 4.3 % is five of them. */
    @ParameterizedTest
    @MethodSource("variances")
    void valuesHaveTheVarianceOfTheirFans(Initializer initializer, Shape shape, Fans fans, double variance) {
        Tensor values = initializer.values(shape, fans, KEY);
        assertThat(values.shape()).isEqualTo(shape);
        assertThat(values.variance().item()).isCloseTo(variance, Percentage.withPercentage(4.3));
    }

    /** Normal values have a fourth moment of 3 variances squared, uniform ones of 1.8. */
    @Test
    void theDistributionIsTheOneNamed() {
        assertThat(kurtosis(LeCun.NORMAL)).isBetween(2.9, 3.1);
        assertThat(kurtosis(Kaiming.NORMAL)).isBetween(2.9, 3.1);
        assertThat(kurtosis(Xavier.NORMAL)).isBetween(2.9, 3.1);
        assertThat(kurtosis(LeCun.UNIFORM)).isBetween(1.77, 1.83);
        assertThat(kurtosis(Kaiming.UNIFORM)).isBetween(1.77, 1.83);
        assertThat(kurtosis(Xavier.UNIFORM)).isBetween(1.77, 1.83);
    }

    private static double kurtosis(Initializer initializer) {
        Tensor values = initializer.values(Shape.of(300, 200), new Fans(300, 200), KEY);
        return values.square().square().mean().item()
                / Math.pow(values.square().mean().item(), 2);
    }

    /** What the fans are for: outputs are as large as inputs. */
    @Test
    void signalsKeepTheirSize() {
        Tensor x = KEY.fold(1).normal(Shape.of(400, 120));
        Shape weight = Shape.of(120, 300);
        assertThat(variance(x.matmul(LeCun.NORMAL.values(weight, Fans.dense(weight), KEY))))
                .isBetween(0.9, 1.1);

        Tensor image = KEY.fold(2).normal(Shape.of(4, 16, 20, 20));
        for (int groups : new int[] {1, 4}) {
            Shape filters = Shape.of(32, 16 / groups, 3, 3);
            Convolution how = Convolution.PLAIN.withGroups(groups);
            Tensor weights = LeCun.UNIFORM.values(filters, Fans.convolution(filters, groups), KEY);
            assertThat(variance(image.conv2d(weights, how))).isBetween(0.9, 1.1);
        }
        Shape table = Shape.of(50, 100);
        Tensor rows = LeCun.NORMAL.values(table, Fans.embedding(table), KEY);
        assertThat(variance(rows.slice(0, 10, 40))).isBetween(0.9, 1.1);
    }

    /** And gradients are as large as those that come from above. */
    @Test
    void gradientsKeepTheirSize() {
        Shape filters = Shape.of(32, 16, 3, 3);
        Initializer initializer = new Kaiming(Kaiming.Distribution.NORMAL, Kaiming.Fan.OUT, 1);
        Tensor weights = initializer.values(filters, Fans.convolution(filters, 1), KEY);
        Tensor image = KEY.fold(2).normal(Shape.of(4, 16, 20, 20));
        Tensor result = image.conv2d(weights, Convolution.PLAIN);
        Tensor upstream = KEY.fold(3).normal(result.shape());
        Tensor gradient = org.chainrule.Gradient.of(result, upstream).at(image);
        // not at the border, which fewer windows see
        assertThat(variance(gradient.slice(2, 2, 18).slice(3, 2, 18))).isBetween(0.9, 1.1);
    }

    private static double variance(Tensor x) {
        return x.variance().item();
    }
}
