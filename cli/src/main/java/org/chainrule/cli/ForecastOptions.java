package org.chainrule.cli;

import java.nio.file.Path;
import java.util.List;
import org.chainrule.cli.console.UserError;
import org.chainrule.cli.run.Evaluation;
import org.chainrule.cli.run.TextEvaluation;
import org.chainrule.data.image.ImagePreparation;
import org.chainrule.data.text.Corpus;
import org.chainrule.threads.Workers;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A saved model and the data that it is applied to. */
@SuppressWarnings("FieldMayBeFinal") // set by picocli
final class ForecastOptions {
    private static final String PART = "evaluated";

    @Parameters(
            index = "0",
            paramLabel = "RUN",
            converter = Options.Place.class,
            description = "The folder that train has written.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path run;

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "FILE",
            converter = Options.Place.class,
            description = {
                "A CSV file with the columns that the model was trained with, or a text;",
                "or images, or a folder of them, if it was trained with images."
            })
    private List<Path> files = List.of();

    @Option(
            names = "--allow-unknown",
            description = {
                "Take categories that the model has not seen for none of the known ones,",
                "and leave characters out that it has not seen."
            })
    private boolean allowUnknown;

    @Option(
            names = "--threads",
            paramLabel = "N",
            converter = Options.Threads.class,
            description = "Threads; the result does not depend on them (default: ${DEFAULT-VALUE}).")
    private int threads = Runtime.getRuntime().availableProcessors();

    /** The model's predictions of the data. */
    Predictions predictions() {
        SavedRun saved = SavedRun.at(run);
        return saved.isOfImages() ? ImagePredictions.of(saved, files) : new TablePredictions(forecast(saved), only());
    }

    /** How right the model is about the data. */
    Evaluation evaluation(Workers workers) {
        SavedRun saved = SavedRun.at(run);
        if (saved.isOfText()) {
            return read(saved.text(), workers);
        }
        if (saved.isOfImages()) {
            ImagePreparation preparation = saved.imagePreparation();
            return ImageAssignment.evaluate(PART, preparation.in(only()), preparation, saved.model(), workers);
        }
        return forecast(saved).evaluation(PART, only(), workers);
    }

    private TextEvaluation read(SavedText saved, Workers workers) {
        Path file = only();
        Corpus text = Corpus.read(file, saved.alphabet(), SavedText.unknown(allowUnknown));
        if (text.size() < 2) {
            throw new UserError(file + ": has no character that could be told from those before it");
        }
        return TextScore.of(PART, saved.model(), text, saved.length(), workers);
    }

    private Forecast forecast(SavedRun saved) {
        return new Forecast(saved, saved.preparation(), allowUnknown);
    }

    /** The file or folder, if it has to be one. */
    private Path only() {
        if (files.size() > 1) {
            throw new UserError("name one file or folder, not " + files.size());
        }
        return files.getFirst();
    }

    int threads() {
        return threads;
    }
}
