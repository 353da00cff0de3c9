package org.chainrule.regularization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import org.chainrule.RandomKey;
import org.chainrule.Tensor;
import org.chainrule.graph.Shape;
import org.chainrule.optim.Selection;
import org.junit.jupiter.api.Test;

class MaxNormTest {
    record Model(Tensor weight, Tensor bias) {}

    @Test
    void unitsLongerThanTheLimitAreShortened() {
        Tensor weight = Tensor.of(new float[][] {{3, 0.3f, 0, 1}, {-4, 0.4f, 0, 0}});
        Tensor bias = Tensor.of(9f, 9f, 9f, 9f);
        Model held = new MaxNorm(1).held(new Model(weight, bias));
        assertThat(held.weight().toFloats())
                .containsExactly(new float[] {0.6f, 0.3f, 0, 1, -0.8f, 0.4f, 0, 0}, within(1e-6f));
        assertThat(held.bias()).isSameAs(bias);
    }

    @Test
    void unitsMayStandAlongTheFirstAxis() {
        int outputs = 5;
        int inputs = 3 * 2 * 2;
        Tensor kernel = RandomKey.of(1).normal(Shape.of(outputs, 3, 2, 2)).mul(2);
        float[] held = new MaxNorm(4, 0, Optional.empty()).held(kernel).toFloats();
        float[] before = kernel.toFloats();
        int shortened = 0;
        for (int unit = 0; unit < outputs; unit++) {
            double squares = 0;
            for (int i = 0; i < inputs; i++) {
                squares += Math.pow(before[unit * inputs + i], 2);
            }
            double scale = Math.min(1, 4 / Math.sqrt(squares));
            shortened += scale < 1 ? 1 : 0;
            for (int i = 0; i < inputs; i++) {
                assertThat(held[unit * inputs + i])
                        .isCloseTo((float) (scale * before[unit * inputs + i]), within(1e-5f));
            }
        }
        assertThat(shortened).isPositive();
    }

    @Test
    void parametersMayBeSelected() {
        Model model = new Model(Tensor.of(new float[][] {{3}, {4}}), Tensor.of(3f, 4f));
        Model held = new MaxNorm(1, -1, Optional.of(Selection.of("bias"))).held(model);
        assertThat(held.weight()).isSameAs(model.weight());
        assertThat(held.bias().toFloats()).containsExactly(new float[] {1, 1}, within(1e-6f));
    }
}
