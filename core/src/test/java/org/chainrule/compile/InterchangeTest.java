package org.chainrule.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.chainrule.Compiled;
import org.chainrule.Gradient;
import org.chainrule.Pooling;
import org.chainrule.RandomKey;
import org.chainrule.Tensor;
import org.chainrule.graph.DType;
import org.chainrule.graph.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InterchangeTest {
    /** The gradient of a pooling, whose last axis is the window's. */
    private static Tensor gradient(Tensor x, int window) {
        Tensor pooled = x.maxPool2d(Pooling.of(window, window));
        return Gradient.of(pooled.square().sum()).at(x);
    }

    @Test
    void windowsOfAPoolingAreNotTheColumns() {
        Tensor x = RandomKey.of(1).normal(Shape.of(4, 3, 24, 24)).evaluate();
        String explanation = Compiled.of((Tensor t) -> gradient(t, 2)).explain(x);
        assertThat(explanation).contains("× 12 columns").doesNotContain("× 2 columns");
    }

    @ParameterizedTest
    @CsvSource({"2, 24", "3, 27", "2, 9", "5, 40", "2, 2", "7, 14"})
    void theOrderOfAxesChangesNoValue(int window, int extent) {
        for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64)) {
            Tensor x = RandomKey.of(extent)
                    .normal(Shape.of(3, 2, extent, extent))
                    .cast(dtype)
                    .evaluate();
            double[] compiled =
                    Compiled.of((Tensor t) -> gradient(t, window)).apply(x).toDoubles();
            double[] expected = new double[x.shape().size()];
            double[] values = x.toDoubles();
            int count = extent / window;
            for (int image = 0; image < 6; image++) {
                for (int row = 0; row < count; row++) {
                    for (int column = 0; column < count; column++) {
                        int best = -1;
                        for (int place = 0; place < window * window; place++) {
                            int at = (image * extent + row * window + place / window) * extent
                                    + column * window
                                    + place % window;
                            best = best < 0 || values[at] > values[best] ? at : best;
                        }
                        expected[best] = 2 * values[best];
                    }
                }
            }
            assertThat(compiled).containsExactly(expected);
        }
    }

    @Test
    void positionsMoveWithTheirAxes() {
        // a slice of a padding asks where it stands along both axes
        Tensor x = RandomKey.of(3).normal(Shape.of(16, 5, 2)).evaluate();
        Compiled<Tensor, Tensor> shifted = Compiled.of(t -> {
            Tensor padded = t.pad(0, 1, 1).pad(2, 1, 1);
            return padded.slice(0, 0, 16).slice(2, 0, 2).add(t.mul(2));
        });
        double[] actual = shifted.apply(x).toDoubles();
        double[] values = x.toDoubles();
        for (int i = 0; i < 16; i++) {
            for (int j = 0; j < 5; j++) {
                for (int k = 0; k < 2; k++) {
                    float before = i > 0 && k > 0 ? (float) values[((i - 1) * 5 + j) * 2 + k - 1] : 0;
                    float own = (float) values[(i * 5 + j) * 2 + k];
                    assertThat(actual[(i * 5 + j) * 2 + k]).isEqualTo(before + own * 2);
                }
            }
        }
    }
}
