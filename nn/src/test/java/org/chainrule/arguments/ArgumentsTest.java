package org.chainrule.arguments;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.chainrule.nn.Filled;
import org.chainrule.nn.SmallNormal;
import org.chainrule.optim.Adam;
import org.chainrule.optim.Constant;
import org.chainrule.optim.Sgd;
import org.chainrule.regularization.L2;
import org.chainrule.train.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Records of numbers are checked where they are made: the name, the value and what is right are said. */
class ArgumentsTest {
    private static org.junit.jupiter.params.provider.Arguments refused(ThrowingCallable maker, String... words) {
        return org.junit.jupiter.params.provider.Arguments.of(maker, List.of(words));
    }

    static List<org.junit.jupiter.params.provider.Arguments> refusals() {
        double infinity = Double.POSITIVE_INFINITY;
        return List.of(
                refused(() -> new Sgd(-1), "momentum", "-1.0", "from 0 on"),
                refused(() -> new Sgd(Double.NaN), "momentum", "NaN"),
                refused(() -> new Sgd(0.9, infinity, false, 0), "dampening", "Infinity", "finite"),
                refused(() -> new Sgd(0.9, 0, false, -1e-3), "weightDecay", "-0.001"),
                refused(() -> new Sgd(0, 0, true, 0), "Nesterov", "momentum above 0"),
                refused(() -> new Adam(2, 0.999, 1e-8, 0), "beta1", "2.0", "less than 1"),
                refused(() -> new Adam(-0.1, 0.999, 1e-8, 0), "beta1", "-0.1"),
                refused(() -> new Adam(0.9, 1, 1e-8, 0), "beta2", "1.0", "less than 1"),
                refused(() -> new Adam(0.9, Double.NaN, 1e-8, 0), "beta2", "NaN"),
                refused(() -> new Adam(0.9, 0.999, -1, 0), "epsilon", "-1.0"),
                refused(() -> new Adam(0.9, 0.999, 1e-8, infinity), "weightDecay", "Infinity"),
                refused(() -> new Constant(-1), "rate", "-1.0"),
                refused(() -> new Constant(infinity), "rate", "Infinity"),
                refused(() -> new L2(-1), "weight", "-1.0"),
                refused(() -> new L2(Double.NaN), "weight", "NaN"),
                refused(() -> new SmallNormal(Double.NaN), "deviation", "NaN"),
                refused(() -> new SmallNormal(-0.1), "deviation", "-0.1"),
                refused(() -> new Filled(Double.NaN), "value", "NaN"),
                refused(() -> Settings.classification(0), "0 epochs"),
                refused(() -> Settings.classification(1).withBatch(0), "batches of 0"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void refuses(ThrowingCallable maker, List<String> words) {
        assertThatThrownBy(maker)
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .contains(words);
    }

    @Test
    void takesTheEndsOfTheRanges() {
        assertThatCode(() -> {
                    new Sgd(0, -1, false, 0);
                    new Adam(0, 0, 0, 0);
                    new Constant(0);
                    new L2(0);
                    new SmallNormal(0);
                    new Filled(-3);
                })
                .doesNotThrowAnyException();
    }
}
