package org.chainrule.regularization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.LongStream;
import org.chainrule.Tensor;
import org.chainrule.graph.DTypeException;
import org.chainrule.nn.SoftmaxCrossEntropy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MixupTest {
    private static final int MANY = 40_000;

    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.2, 1, 8})
    void sharesHaveTheBetaDistribution(double alpha) {
        Mixup mixup = new Mixup(alpha);
        double[] shares = LongStream.range(0, MANY)
                .mapToDouble(step -> mixup.share(5, step))
                .toArray();
        double sum = 0;
        double squares = 0;
        for (double share : shares) {
            assertThat(share).isBetween(0.0, 1.0);
            sum += share - 0.5;
            squares += (share - 0.5) * (share - 0.5);
        }
        double variance = 1 / (4 * (2 * alpha + 1));
        assertThat(sum / MANY).isCloseTo(0, within(5 * Math.sqrt(variance / MANY)));
        assertThat(squares / MANY).isCloseTo(variance, within(0.03 * variance));
    }

    @Test
    void aShareFollowsFromSeedAndStep() {
        Mixup mixup = new Mixup();
        assertThat(mixup.share(1, 7)).isEqualTo(mixup.share(1, 7));
        assertThat(mixup.share(1, 7)).isNotEqualTo(mixup.share(1, 8)).isNotEqualTo(mixup.share(2, 7));
    }

    @Test
    void examplesAndLossesAreMixedWithTheSameShare() {
        Mixup mixup = new Mixup();
        Tensor share = Tensor.scalar(0.25);
        Tensor x = Tensor.of(new float[][] {{1, 2}, {10, 20}, {100, 200}});
        assertThat(mixup.mixed(x, share).toFloats())
                .containsExactly(new float[] {75.25f, 150.5f, 10, 20, 25.75f, 51.5f}, within(1e-4f));
        Tensor logits = Tensor.of(new float[][] {{1, 2, 0}, {0, 1, 3}, {2, -1, 1}});
        Tensor labels = Tensor.of(0, 2, 1);
        double expected = 0.25 * new SoftmaxCrossEntropy().of(logits, labels).item()
                + 0.75
                        * new SoftmaxCrossEntropy()
                                .of(logits, Tensor.of(1, 2, 0))
                                .item();
        assertThat(mixup.loss(targets -> new SoftmaxCrossEntropy().of(logits, targets), labels, share)
                        .item())
                .isCloseTo(expected, within(1e-6));
    }

    @Test
    void wholeNumbersAreNotMixed() {
        assertThatThrownBy(() -> new Mixup().mixed(Tensor.of(1, 2), Tensor.scalar(0.5)))
                .isInstanceOf(DTypeException.class)
                .hasMessageContaining("mixup: inputs int32[2]");
    }
}
