package org.chainrule.cli;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.chainrule.cli.console.Terminal;
import org.chainrule.cli.run.ClassEvaluation;
import org.chainrule.cli.run.Evaluation;
import org.chainrule.cli.run.NumberEvaluation;
import org.chainrule.cli.run.TextEvaluation;
import org.chainrule.threads.Workers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "Tells how good a model that train has saved is on the rows of a table, on a text, or on images by class.",
            "Of the data that it was trained with it has learnt the most; fair data is other data."
        },
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  chainrule evaluate runs/wages later.csv",
            "  chainrule evaluate runs/pets later/",
            "  chainrule evaluate runs/moby other.txt"
        })
final class EvaluateCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private ForecastOptions options = new ForecastOptions();

    EvaluateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (Workers workers = Workers.of(options.threads())) {
            lines(options.evaluation(workers)).forEach(terminal::line);
        }
        return 0;
    }

    private static String examples(Evaluation evaluation) {
        return switch (evaluation) {
            case ClassEvaluation classes -> classes.example() + "s";
            case NumberEvaluation _ -> "rows";
            case TextEvaluation _ -> "characters";
        };
    }

    private static List<String> lines(Evaluation evaluation) {
        String examples = String.format(
                Locale.ROOT, "%,d %s, loss %.4f", evaluation.examples(), examples(evaluation), evaluation.loss());
        String value = String.format(Locale.ROOT, "%s %.4f", evaluation.measure(), evaluation.value());
        return switch (evaluation) {
            case ClassEvaluation classes ->
                List.of(examples + ", " + classes.confusion().right() + " of them right", value);
            case NumberEvaluation numbers ->
                List.of(
                        examples
                                + String.format(
                                        Locale.ROOT,
                                        ", mean absolute error %.4g, root of the mean squared error %.4g",
                                        numbers.meanAbsolute(),
                                        numbers.rootMeanSquare()),
                        value);
            case TextEvaluation _ -> List.of(examples + " nats a character", value);
        };
    }
}
