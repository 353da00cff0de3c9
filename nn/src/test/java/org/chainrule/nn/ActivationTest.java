package org.chainrule.nn;

import static org.assertj.core.api.Assertions.assertThat;

import org.chainrule.Gradient;
import org.chainrule.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ActivationTest {
    @ParameterizedTest
    @CsvSource({
        "LOGISTIC, 0, 0.5, 0.25",
        "LOGISTIC, -200, 0, 0",
        "TANH, 0.5, 0.46211716, 0.78644773",
        "HARD_TANH, -3, -1, 0",
        "HARD_TANH, -1, -1, 0",
        "HARD_TANH, 0.4, 0.4, 1",
        "HARD_TANH, 1, 1, 0",
        "HARD_TANH, 2, 1, 0",
        "RELU, -2, 0, 0",
        "RELU, 0, 0, 0",
        "RELU, 3, 3, 1",
        "LEAKY_RELU, -2, -0.02, 0.01",
        "LEAKY_RELU, 0, 0, 0.01",
        "LEAKY_RELU, 3, 3, 1",
        "IDENTITY, -7, -7, 1",
    })
    void valueAndSlope(Activation activation, float x, float value, float slope) {
        Tensor at = Tensor.of(new float[] {x});
        Tensor y = activation.apply(at);
        assertThat(y.toFloats()).usingComparatorWithPrecision(1e-6f).containsExactly(value);
        assertThat(Gradient.of(y.sum()).at(at).toFloats())
                .usingComparatorWithPrecision(1e-6f)
                .containsExactly(slope);
    }
}
