package org.chainrule.bench.agree;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnswerTest {
    private static final Question QUESTION =
            Rows.named(List.of("sin")).getFirst().questions(1, 1).getFirst();

    @Test
    void anAnswerSurvivesBeingPrinted() {
        Answer answer = Answer.of(
                QUESTION,
                List.of(
                        new Result(List.of(), new double[] {0.1}),
                        new Result(List.of(2, 0), new double[0]),
                        new Result(List.of(3), new double[] {Double.NaN, Double.NEGATIVE_INFINITY, -0.0})),
                List.of());
        Answer read = Answer.parse(answer.text()).orElseThrow();
        assertThat(read.operation()).isEqualTo("sin");
        assertThat(read.failure()).isEmpty();
        assertThat(read.gradients()).isEmpty();
        assertThat(read.values())
                .usingRecursiveComparison()
                .withEqualsForType((a, b) -> Double.compare(a, b) == 0, Double.class)
                .isEqualTo(answer.values());
    }

    @Test
    void otherLinesAreNoAnswers() {
        assertThat(Answer.parse("")).isEmpty();
        assertThat(Answer.parse("WARNING: a line of the virtual machine")).isEmpty();
        assertThat(Answer.parse("ANSWER\tcut off")).isEmpty();
    }

    @Test
    void anEngineThatFailsSaysWhyAndGoesOn() {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));
        try {
            Answer.all(
                    question -> {
                        if (question.draw() == 0) {
                            throw new IllegalStateException("no\ttensor");
                        }
                        return Answer.of(question, List.of(), List.of());
                    },
                    List.of("2", "1", "sin"));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
        List<Answer> answers = printed.toString(StandardCharsets.UTF_8)
                .lines()
                .map(line -> Answer.parse(line).orElseThrow())
                .toList();
        assertThat(answers)
                .extracting(Answer::failure)
                .containsExactly("java.lang.IllegalStateException: no tensor", "");
    }

    @Test
    void distancesAreRelativeAboveOneAndSeeShapesAndNaN() {
        Result result = new Result(List.of(2), new double[] {100, 0.5});
        assertThat(result.distance(result)).isZero();
        assertThat(new Result(List.of(2), new double[] {101, 0.5}).distance(result))
                .isEqualTo(0.01);
        assertThat(new Result(List.of(2), new double[] {100, 0.25}).distance(result))
                .isEqualTo(0.25);
        assertThat(new Result(List.of(1, 2), new double[] {100, 0.5}).distance(result))
                .isInfinite();
        assertThat(new Result(List.of(2), new double[] {100, Double.NaN}).distance(result))
                .isInfinite();
        assertThat(result.distance(new Result(List.of(2), new double[] {100, Double.NaN})))
                .isInfinite();
    }
}
