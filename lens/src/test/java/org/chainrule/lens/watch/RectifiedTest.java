package org.chainrule.lens.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.chainrule.Convolution;
import org.chainrule.RandomKey;
import org.chainrule.Tensor;
import org.chainrule.graph.Shape;
import org.chainrule.nn.Dense;
import org.chainrule.nn.layer.Conv1d;
import org.junit.jupiter.api.Test;

/** What counts as a unit. */
class RectifiedTest {
    private static final RandomKey KEY = RandomKey.of(1);

    @Test
    void theChannelsOfAConvolutionAreItsUnits() {
        Conv1d drawn = Conv1d.of(2, 3, 3, Convolution.PLAIN, KEY);
        // the middle channel is far below 0 at every place
        Conv1d layer = new Conv1d(drawn.weight(), Tensor.of(0f, -100f, 0f), drawn.how());
        assertThat(in(layer.apply(KEY.normal(Shape.of(8, 2, 10))), layer)).satisfies(units -> {
            assertThat(units.after()).isEqualTo("layer");
            assertThat(units.units()).isEqualTo(3);
            assertThat(units.dead().item()).isEqualTo(1);
        });
    }

    @Test
    void ofALayerForSequencesTheLastAxisIs() {
        Dense layer = new Dense(KEY.normal(Shape.of(4, 5)).evaluate(), Tensor.of(-100f, -100f, 0f, 0f, 0f));
        assertThat(in(layer.apply(KEY.normal(Shape.of(8, 7, 4))), layer)).satisfies(units -> {
            assertThat(units.units()).isEqualTo(5);
            assertThat(units.dead().item()).isEqualTo(2);
        });
    }

    private static Rectified in(Tensor outputs, Object layer) {
        return Rectified.in(outputs.relu().sum(), Map.of("layer", layer)).getFirst();
    }
}
