package org.chainrule.nn.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.chainrule.RandomKey;
import org.chainrule.Tensor;
import org.chainrule.check.GradCheck;
import org.chainrule.graph.Shape;
import org.chainrule.nn.Context;
import org.chainrule.nn.Dropout;
import org.chainrule.nn.Statistics;
import org.junit.jupiter.api.Test;

class ConvNetTest {
    private static final ConvNet NETWORK = ConvNet.of(3, List.of(4, 6), 5, new Dropout(0.2), RandomKey.of(1));

    @Test
    void imagesOfAnySizeBecomeLogits() {
        assertThat(NETWORK.apply(Tensor.ones(2, 3, 8, 8)).shape()).isEqualTo(Shape.of(2, 5));
        assertThat(NETWORK.apply(Tensor.ones(1, 3, 9, 21)).shape()).isEqualTo(Shape.of(1, 5));
        assertThat(NETWORK.widths()).containsExactly(4, 6);
    }

    @Test
    void blocksAreAddedUntilFourPixelsAreLeft() {
        assertThat(ConvNet.widths(8, 16)).containsExactly(16);
        assertThat(ConvNet.widths(28, 16)).containsExactly(16, 32, 64);
        assertThat(ConvNet.widths(32, 8)).containsExactly(8, 16, 32);
        assertThat(ConvNet.widths(64, 16)).containsExactly(16, 32, 64, 128);
    }

    @Test
    void itsGradientIsRightInTraining() {
        Tensor images = RandomKey.of(2).normal(Shape.of(3, 3, 8, 8));
        GradCheck.of(
                        (ConvNet at) -> Statistics.kept(at, NETWORK).apply(images, Context.training(RandomKey.of(3))),
                        Statistics.without(NETWORK))
                .entries(4)
                .scale(0.01)
                .assertPassed();
    }
}
