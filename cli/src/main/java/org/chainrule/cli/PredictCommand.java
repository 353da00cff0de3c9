package org.chainrule.cli;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.chainrule.cli.console.Terminal;
import org.chainrule.cli.console.WorkError;
import org.chainrule.data.DataException;
import org.chainrule.data.table.ClassTarget;
import org.chainrule.data.table.Csv;
import org.chainrule.data.table.NumberTarget;
import org.chainrule.data.table.Preparation;
import org.chainrule.data.table.Target;
import org.chainrule.threads.Workers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "predict",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "Predicts for each row of a table with a model that train has saved.",
            "Writes the rows as CSV, each with what is predicted and, for classes, how probable it is."
        },
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  chainrule predict runs/wages new.csv",
            "  chainrule predict runs/wages new.csv --out predicted.csv",
        })
final class PredictCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private ForecastOptions options = new ForecastOptions();

    @Option(
            names = "--out",
            paramLabel = "FILE",
            converter = Options.Place.class,
            description = "Write into this file, not to the terminal.")
    private Optional<Path> out = Optional.empty();

    PredictCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Forecast forecast = options.forecast();
        if (out.isPresent()) {
            intoFile(forecast, out.get());
            terminal.line("saved " + out.get());
        } else {
            // not closed: it is the terminal's
            Writer writer =
                    new OutputStreamWriter(terminal.out(), terminal.out().charset());
            write(forecast, writer);
            terminal.out().flush();
        }
        return 0;
    }

    private void intoFile(Forecast forecast, Path file) {
        Path temporary = file.resolveSibling("." + file.getFileName() + ".tmp");
        try {
            try {
                try (Writer writer = Files.newBufferedWriter(temporary, StandardCharsets.UTF_8)) {
                    write(forecast, writer);
                }
                Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException e) {
            throw new WorkError("cannot write " + file + ": " + DataException.reason(e), e);
        }
    }

    private void write(Forecast forecast, Writer to) {
        Preparation preparation = forecast.preparation();
        try (Csv csv = Csv.open(options.file());
                Workers workers = Workers.of(options.threads())) {
            CsvWriter writer =
                    CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(to);
            writer.writeRecord(extended(csv.columns(), names(preparation.target())));
            forecast.forEach(
                    csv,
                    workers,
                    (row, outputs) ->
                            writer.writeRecord(extended(row.fields(), values(preparation.target(), outputs))));
            writer.flush();
        } catch (IOException e) {
            throw new WorkError("cannot write predictions: " + DataException.reason(e), e);
        } catch (UncheckedIOException e) {
            throw new WorkError("cannot write predictions: " + e.getMessage(), e);
        }
    }

    private static List<String> extended(List<String> fields, List<String> more) {
        List<String> all = new ArrayList<>(fields);
        all.addAll(more);
        return all;
    }

    private static List<String> names(Target target) {
        String name = "predicted " + target.column();
        return switch (target) {
            case ClassTarget _ -> List.of(name, "probability");
            case NumberTarget _ -> List.of(name);
        };
    }

    private static List<String> values(Target target, float... outputs) {
        return switch (target) {
            case NumberTarget number -> List.of(Float.toString((float) number.value(outputs[0])));
            case ClassTarget classes -> {
                int best = Answers.best(outputs);
                double probability = Math.exp(outputs[best] - Answers.logSum(outputs));
                yield List.of(classes.classes().get(best), Float.toString((float) probability));
            }
        };
    }
}
