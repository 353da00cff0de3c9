package org.chainrule.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.chainrule.bench.protocol.Task;
import org.chainrule.bench.protocol.Trace;
import org.junit.jupiter.api.Test;

class AgreementTest {
    private static final List<String> ENGINES = List.of("chainrule", "tfjava", "libtorch");
    private static final Task W2 = Task.named("W2").orElseThrow();

    private static Trace trace(String engine, double... losses) {
        return new Trace(engine, "W2", java.util.Arrays.stream(losses).boxed().toList());
    }

    @Test
    void holdsWhereThisEngineIsNearTheReference() {
        Agreement agreement = Agreement.of(
                W2,
                ENGINES,
                Map.of(
                        "chainrule", trace("chainrule", 0.5, 0.25),
                        "tfjava", trace("tfjava", 0.5, 0.75),
                        "libtorch", trace("libtorch", 0.5, 0.25)));
        assertThat(agreement.holds()).isTrue();
        assertThat(agreement.text()).isEqualTo("W2 chainrule 0.0e+00  tfjava 5.0e-01  from libtorch, 20 steps: equal");
    }

    @Test
    void failsWhereThisEngineIsFar() {
        Agreement agreement = Agreement.of(
                W2, ENGINES, Map.of("chainrule", trace("chainrule", 0.5002), "libtorch", trace("libtorch", 0.5)));
        assertThat(agreement.holds()).isFalse();
        assertThat(agreement.text()).isEqualTo("W2 chainrule 2.0e-04  tfjava n/a  from libtorch, 20 steps: DIFFERENT");
    }

    @Test
    void doesNotHoldWithoutTheReference() {
        Agreement agreement = Agreement.of(W2, ENGINES, Map.of("chainrule", trace("chainrule", 0.5)));
        assertThat(agreement.holds()).isFalse();
        assertThat(agreement.text()).endsWith("not compared");
    }
}
