package org.chainrule.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chainrule.bench.agree.Answer;
import org.chainrule.bench.agree.Question;
import org.chainrule.bench.agree.Result;
import org.chainrule.bench.agree.Rows;
import org.junit.jupiter.api.Test;

class VerdictTest {
    private static final List<Question> QUESTIONS =
            Rows.named(List.of("sin")).getFirst().questions(2, 1);

    private static Map<String, Answer> answers(double value, double gradient) {
        Map<String, Answer> answers = new HashMap<>();
        for (Question question : QUESTIONS) {
            List<Result> values = List.of(new Result(List.of(2), new double[] {1, value}));
            List<Result> gradients = List.of(new Result(List.of(2), new double[] {1, gradient}));
            answers.put(question.operation() + " " + question.draw(), Answer.of(question, values, gradients));
        }
        return answers;
    }

    private static Verdict verdict(Map<String, Answer> atOnce, Map<String, Answer> compiled) {
        return Verdict.of(QUESTIONS, atOnce, compiled, answers(2, 3));
    }

    @Test
    void equalAnswersAgree() {
        Verdict verdict = verdict(answers(2, 3), answers(2 + 1e-14, 3));
        assertThat(verdict.agrees()).isTrue();
        assertThat(verdict.numbers()).isEqualTo(16);
        assertThat(verdict.text()).startsWith("sin").endsWith("agrees").hasLineCount(1);
    }

    @Test
    void aValueOrAGradientThatIsWrongInOneWayOfComputingDiffers() {
        assertThat(verdict(answers(2.1, 3), answers(2, 3)).text()).contains("DIFFERS", "at once: value 5.0e-02");
        assertThat(verdict(answers(2, 3), answers(2, 3.3)).text())
                .contains("DIFFERS", "compiled: value 0.0e+00, gradient 1.0e-01");
        assertThat(verdict(answers(2, 3), answers(2, 3 + 1e-8)).agrees()).isFalse();
        assertThat(verdict(answers(2, 3), answers(2, Double.NaN)).agrees()).isFalse();
    }

    @Test
    void noAnswerIsNoAgreement() {
        assertThat(verdict(answers(2, 3), Map.of()).text()).contains("DIFFERS", "chainrule: no answer");
        assertThat(Verdict.of(QUESTIONS, answers(2, 3), answers(2, 3), Map.of()).text())
                .contains("DIFFERS", "libtorch: no answer");
    }

    @Test
    void aMissingGradientDiffers() {
        Map<String, Answer> without = new HashMap<>();
        answers(2, 3)
                .forEach((key, answer) -> without.put(
                        key, new Answer(answer.operation(), answer.draw(), answer.values(), List.of(), "")));
        assertThat(verdict(without, without).agrees()).isFalse();
        assertThat(Verdict.of(QUESTIONS, without, without, without).gradient()).isEqualTo(Optional.empty());
    }

    @Test
    void theLastLineCounts() {
        Verdict right = verdict(answers(2, 3), answers(2, 3));
        Verdict wrong = verdict(answers(0, 3), answers(2, 3));
        assertThat(Questioning.summary(List.of(right, wrong, right))).isEqualTo("3 compared, 2 agree, 1 differ");
    }
}
