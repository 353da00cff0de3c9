package org.chainrule.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.chainrule.graph.DType;
import org.chainrule.graph.Op;
import org.chainrule.graph.Sample;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operation there is, on every sample it states, at first and second order, in every mode. */
class OpCheckTest {
    static Stream<Sample> samples() {
        return OpCheck.samples().stream();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void derivativesAreRight(Sample sample) {
        assertThat(OpCheck.of(sample))
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row.message()).isEmpty());
    }

    @Test
    void everyOperationHasSamples() {
        List<Class<?>> sampled = OpCheck.samples().stream()
                .<Class<?>>map(sample -> sample.op() instanceof Enum<?> row
                        ? row.getDeclaringClass()
                        : sample.op().getClass())
                .distinct()
                .toList();
        assertThat(sampled).containsExactlyInAnyOrderElementsOf(Sample.operations());
    }

    @Test
    void everyRowOfATableHasASample() {
        List<Op> sampled = OpCheck.samples().stream().map(Sample::op).toList();
        for (Class<?> operation : Sample.operations()) {
            if (operation.isEnum()) {
                assertThat(sampled)
                        .containsAll(Stream.of(operation.getEnumConstants())
                                .map(Op.class::cast)
                                .toList());
            }
        }
    }

    @Test
    void aSmoothOperationIsCheckedInEveryMode() {
        Sample tanh = samples()
                .filter(sample -> sample.op().toString().equals("TANH"))
                .findFirst()
                .orElseThrow();
        assertThat(OpCheck.of(tanh).stream()
                        .filter(row -> row.dtype() == DType.FLOAT64)
                        .map(row -> row.order() + " " + row.mode()))
                .containsExactlyInAnyOrder(
                        "1 reverse",
                        "1 forward",
                        "1 taylor",
                        "1 batched",
                        "2 reverse",
                        "2 forward",
                        "2 taylor",
                        "2 mixed",
                        "2 batched");
        assertThat(OpCheck.of(tanh).stream()
                        .filter(row -> row.dtype() == DType.FLOAT32)
                        .map(row -> row.order() + " " + row.mode()))
                .containsExactlyInAnyOrder(
                        "1 reverse", "1 forward", "1 batched", "2 reverse", "2 forward", "2 batched");
    }

    @Test
    void theTableEndsWithTheCount() {
        OpRow good = new OpRow("tanh", "[2, 3] reals", 1, OpRow.Mode.REVERSE, true, 1e-13, "");
        OpRow bad = new OpRow("exp", "[2, 3] reals", 2, OpRow.Mode.FORWARD, false, 0.5, "a factor of 2");
        assertThat(OpCheck.table(List.of(good, bad)).lines())
                .hasSize(5)
                .last()
                .isEqualTo("2 checked, 1 passed, 1 failed");
        assertThat(OpCheck.table(List.of(good, bad))).contains("FAILED").contains("    a factor of 2");
    }
}
