package org.chainrule.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A saved model and the table that it is applied to. */
@SuppressWarnings("FieldMayBeFinal") // set by picocli
final class ForecastOptions {
    @Parameters(
            index = "0",
            paramLabel = "RUN",
            converter = Options.Place.class,
            description = "The folder that train has written.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path run;

    @Parameters(
            index = "1",
            paramLabel = "FILE",
            converter = Options.Place.class,
            description = "A CSV file with the columns that the model was trained with.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path file;

    @Option(
            names = "--allow-unknown",
            description = "Take categories that the model has not seen for none of the known ones.")
    private boolean allowUnknown;

    @Option(
            names = "--threads",
            paramLabel = "N",
            converter = Options.Threads.class,
            description = "Threads; the result does not depend on them (default: ${DEFAULT-VALUE}).")
    private int threads = Runtime.getRuntime().availableProcessors();

    Forecast forecast() {
        SavedRun saved = SavedRun.at(run);
        return new Forecast(saved, saved.preparation(), allowUnknown);
    }

    Path file() {
        return file;
    }

    int threads() {
        return threads;
    }
}
