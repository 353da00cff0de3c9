package org.chainrule.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.chainrule.RandomKey;
import org.chainrule.nn.Activation;
import org.chainrule.nn.Mlp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelectionTest {
    @ParameterizedTest
    @CsvSource({
        "**, layers.0.weight, true",
        "**, '', true",
        "**.bias, bias, true",
        "**.bias, a.b.c.bias, true",
        "**.bias, a.bias.c, false",
        "**.bias, a.mybias, false",
        "*.bias, a.bias, true",
        "*.bias, a.b.bias, false",
        "layers.?.weight, layers.3.weight, true",
        "layers.?.weight, layers.13.weight, false",
        "layers.**, layers, true",
        "layers.**, layers.0.weight, true",
        "**.norm*.**, block.norm2.scale, true",
        "a.**.**.z, a.z, true",
        "a.**.x.**.z, a.b.x.c.d.z, true",
        "a.**.x.**.z, a.b.c.d.z, false",
        "a+, a+, true",
        "a+, aa, false",
    })
    void patternsStandForNames(String pattern, String path, boolean fits) {
        assertThat(Selection.of(pattern).test(path)).isEqualTo(fits);
    }

    @Test
    void exceptionsAreTakenAway() {
        Selection selection = Selection.of("**").except("**.bias").except("norm.**");

        assertThat(List.of("a.weight", "a.bias", "norm.scale"))
                .filteredOn(selection)
                .containsExactly("a.weight");
    }

    @Test
    void theParametersOfAModelAreFoundInItsOrder() {
        Mlp model = Mlp.of(List.of(3, 2, 1), Activation.TANH, RandomKey.of(1));

        assertThat(Selection.of("**.weight", "layers.1.*").in(model).keySet())
                .containsExactly("layers.0.weight", "layers.1.weight", "layers.1.bias");
        assertThat(Selection.all().in(Map.of()).keySet()).isEmpty();
    }

    @Test
    void aPatternThatFitsNothingIsTold() {
        Mlp model = Mlp.of(List.of(3, 2), Activation.TANH, RandomKey.of(1));

        assertThatThrownBy(() -> Selection.all().except("**.biases").in(model))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the pattern **.biases fits no parameter: there are layers.0.weight, layers.0.bias");
    }
}
