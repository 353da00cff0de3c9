package org.chainrule.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.chainrule.cli.console.Terminal;
import org.chainrule.cli.console.UserError;
import org.chainrule.cli.run.ClassEvaluation;
import org.chainrule.cli.run.Evaluation;
import org.chainrule.cli.run.NumberEvaluation;
import org.chainrule.data.table.Csv;
import org.chainrule.data.table.Encoder;
import org.chainrule.threads.Workers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "Tells how good a model that train has saved is on the rows of a table.",
            "Of the table that it was trained with it has learnt most rows; a fair table is another one."
        },
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {"  chainrule evaluate runs/wages later.csv"})
final class EvaluateCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private ForecastOptions options = new ForecastOptions();

    EvaluateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Forecast forecast = options.forecast();
        List<Float> learnt = new ArrayList<>();
        List<float[]> outputs = new ArrayList<>();
        try (Csv csv = Csv.open(options.file());
                Workers workers = Workers.of(options.threads())) {
            Encoder encoder = forecast.preparation().on(csv);
            forecast.forEach(csv, workers, (row, output) -> {
                learnt.add(encoder.learnt(row));
                outputs.add(output);
            });
        }
        if (learnt.isEmpty()) {
            throw new UserError(options.file() + ": has no row below its header");
        }
        float[] targets = new float[learnt.size()];
        for (int i = 0; i < targets.length; i++) {
            targets[i] = learnt.get(i);
        }
        lines(Answers.ofRows("evaluated", forecast.preparation().target(), targets, outputs))
                .forEach(terminal::line);
        return 0;
    }

    private static List<String> lines(Evaluation evaluation) {
        String rows = String.format(Locale.ROOT, "%,d rows, loss %.4f", evaluation.examples(), evaluation.loss());
        String value = String.format(Locale.ROOT, "%s %.4f", evaluation.measure(), evaluation.value());
        return switch (evaluation) {
            case ClassEvaluation classes ->
                List.of(rows + ", " + classes.confusion().right() + " of them right", value);
            case NumberEvaluation numbers ->
                List.of(
                        rows
                                + String.format(
                                        Locale.ROOT,
                                        ", mean absolute error %.4g, root of the mean squared error %.4g",
                                        numbers.meanAbsolute(),
                                        numbers.rootMeanSquare()),
                        value);
        };
    }
}
