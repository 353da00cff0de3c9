package org.chainrule.bench.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineTest {
    @Test
    void resultsAreReadAsTheyArePrinted() {
        Result result = new Result("tfjava", "W9", 0.03812, 0.031, 9.00378, 0.08016, 10810, 6493.5, 0.25);
        assertThat(result.text()).isEqualTo("RESULT,tfjava,W9,0.03812,0.03100,9.00378,0.08016,10810,6493.50,0.250000");
        assertThat(Line.parse(result.text())).contains(result);
    }

    @Test
    void tracesAreReadAsTheyArePrinted() {
        Trace trace = new Trace("libtorch", "W1", List.of(2.5, 1e-9, -3.0));
        assertThat(Line.parse(trace.text())).contains(trace);
    }

    @Test
    void costsAreReadAsTheyArePrinted() {
        Cost cost = new Cost("chainrule", "W2", 1141, 1930.5, 1.62375, 704, 312.5);
        assertThat(cost.text()).isEqualTo("COST,chainrule,W2,1141.0,1930.5,1.62375,704.0,312.5");
        assertThat(Line.parse(cost.text())).contains(cost);
    }

    @Test
    void theReasonOfAFailureMayHoldCommas() {
        Failure failure = new Failure("tfjava", "W2", "no kernel for a, b and c");
        assertThat(Line.parse(failure.text())).contains(failure);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "loading natives",
                "RESULT",
                "RESULT,tfjava,W9",
                "RESULT,tfjava,W9,fast,1,1,1,1,1,1",
                "TRACE,tfjava,W9,x",
                "FAILED,tfjava"
            })
    void otherOutputIsNoLineOfTheProtocol(String text) {
        assertThat(Line.parse(text)).isEmpty();
    }

    @Test
    void aFailureIsOneLine() {
        Failure failure = Failure.of("libtorch", "W1", new IllegalStateException("first\nsecond"));
        assertThat(failure.text()).isEqualTo("FAILED,libtorch,W1,java.lang.IllegalStateException: first");
    }
}
