package org.chainrule.cli;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.chainrule.cli.run.Baseline;
import org.chainrule.cli.run.ClassEvaluation;
import org.chainrule.cli.run.Evaluation;
import org.chainrule.cli.run.NumberEvaluation;
import org.chainrule.cli.run.TextEvaluation;

/** How good a model is, in one line. */
final class Outcome {
    private Outcome() {}

    /** Beside the first baseline, if there is one. */
    static String of(Evaluation evaluation, List<Baseline> baselines) {
        Optional<Double> baseline = baselines.stream().findFirst().map(Baseline::value);
        return switch (evaluation) {
            case ClassEvaluation _, NumberEvaluation _ ->
                evaluation.part() + " " + evaluation.measure() + " " + shown(evaluation.value())
                        + baseline.map(value -> " (baseline " + shown(value) + ")")
                                .orElse("");
            case TextEvaluation text ->
                text.part() + " loss " + shown(text.loss()) + " nats a character (perplexity "
                        + String.format(Locale.ROOT, "%.2f", text.value())
                        + baseline.map(value -> "; baseline " + shown(Math.log(value)))
                                .orElse("")
                        + ")";
        };
    }

    private static String shown(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }
}
