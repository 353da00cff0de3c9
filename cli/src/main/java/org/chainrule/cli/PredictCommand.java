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
import java.util.Optional;
import java.util.concurrent.Callable;
import org.chainrule.cli.console.Terminal;
import org.chainrule.cli.console.WorkError;
import org.chainrule.data.DataException;
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
            "Predicts for each row of a table, or for images, with a model that train has saved.",
            "Writes the rows as CSV, each with what is predicted and, for classes, how probable it is;",
            "of images the file, the class, and how probable it is."
        },
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  chainrule predict runs/wages new.csv",
            "  chainrule predict runs/wages new.csv --out predicted.csv",
            "  chainrule predict runs/pets more/*.jpg",
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
        out.ifPresent(OutputFile::refuseUnwritable);
        Predictions predictions = options.predictions();
        if (out.isPresent()) {
            intoFile(predictions, out.get());
            terminal.line("saved " + out.get());
        } else {
            // not closed: it is the terminal's
            Writer writer =
                    new OutputStreamWriter(terminal.out(), terminal.out().charset());
            write(predictions, writer);
            terminal.out().flush();
        }
        return 0;
    }

    private void intoFile(Predictions predictions, Path file) {
        Path temporary = file.resolveSibling("." + file.getFileName() + ".tmp");
        try {
            try {
                try (Writer writer = Files.newBufferedWriter(temporary, StandardCharsets.UTF_8)) {
                    write(predictions, writer);
                }
                Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException e) {
            throw new WorkError("cannot write " + file + ": " + DataException.reason(e), e);
        }
    }

    private void write(Predictions predictions, Writer to) {
        try (Workers workers = Workers.of(options.threads())) {
            CsvWriter writer =
                    CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(to);
            predictions.write(writer, workers);
            writer.flush();
        } catch (IOException e) {
            throw new WorkError("cannot write predictions: " + DataException.reason(e), e);
        } catch (UncheckedIOException e) {
            throw new WorkError("cannot write predictions: " + e.getMessage(), e);
        }
    }
}
