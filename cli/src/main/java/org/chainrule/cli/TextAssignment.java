package org.chainrule.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.chainrule.cli.console.UserError;
import org.chainrule.cli.run.Baseline;
import org.chainrule.cli.run.Ending;
import org.chainrule.cli.run.Evaluation;
import org.chainrule.cli.run.TextEvaluation;
import org.chainrule.data.Batch;
import org.chainrule.data.Dataset;
import org.chainrule.data.text.Corpus;
import org.chainrule.data.text.NGrams;
import org.chainrule.nn.language.LanguageModel;
import org.chainrule.threads.Workers;
import org.chainrule.train.Settings;

/** A language model of the characters of a text, beside models that are counted. The last tenth validates and tests, half and half. */
record TextAssignment(TextOptions options, Corpus text, LanguageModel<?> model) implements Assignment {
    private static final double TRAINING = 0.9;
    private static final double VALIDATION = 0.95;
    private static final int CHECKED_CHARACTERS = 16;
    private static final int SAMPLE = 600;

    /** Reads the text. */
    static TextAssignment of(TextOptions options) {
        Corpus text = Corpus.read(options.file());
        int least = (int) Math.ceil((options.size().length() + 2) / (1 - VALIDATION));
        if (text.size() < least) {
            throw new UserError(String.format(
                    Locale.ROOT,
                    "%s: has %,d characters, and learning %,d at once takes %,d; a smaller --length takes fewer",
                    options.file(),
                    text.size(),
                    options.size().length(),
                    least));
        }
        if (text.alphabet().size() == 1) {
            throw new UserError(options.file() + ": every character is the same, which leaves nothing to learn");
        }
        return new TextAssignment(options, text, options.model(text.alphabet().size()));
    }

    private Corpus trained() {
        return text.part(0, TRAINING);
    }

    private Corpus validated() {
        return text.part(TRAINING, VALIDATION);
    }

    private Corpus tested() {
        return text.part(VALIDATION, 1);
    }

    @Override
    public String data() {
        return String.valueOf(options.file().getFileName());
    }

    @Override
    public List<String> dataLines() {
        return List.of(
                String.format(
                        Locale.ROOT,
                        "data: %s, %,d different characters",
                        data(),
                        text.alphabet().size()),
                String.format(
                        Locale.ROOT,
                        "characters: %,d to train on, %,d to validate, %,d to test",
                        trained().size(),
                        validated().size(),
                        tested().size()),
                String.format(
                        Locale.ROOT,
                        "windows: of %,d characters, %,d in an epoch",
                        options.size().length(),
                        options.windows(trained())));
    }

    @Override
    public String trainingLine() {
        return String.format(
                Locale.ROOT,
                "training: adamw at %s, %s, batches of %d, at most %s, seed %d",
                Options.written(options.rate()),
                options.scheduleName(trained()),
                options.batch(),
                Introduction.counted(options.epochs(), "epoch"),
                options.seed());
    }

    @Override
    public Dataset training() {
        return trained().drawnWindows(options.size().length(), options.windows(trained()));
    }

    @Override
    public Dataset validation() {
        return validated().windows(options.size().length());
    }

    @Override
    public Batch checked() {
        return trained()
                .windows(Math.min(CHECKED_CHARACTERS, options.size().length()))
                .batch(0, 1);
    }

    @Override
    public Settings settings() {
        return options.settings(trained());
    }

    @Override
    public double rate() {
        return options.rate();
    }

    @Override
    public double usualRate() {
        return options.usualRate();
    }

    @Override
    public boolean classifies() {
        return false;
    }

    @Override
    public Map<String, Object> configuration() {
        return options.configuration(trained());
    }

    @Override
    public Map<String, String> companions() {
        return Map.of(SavedText.ALPHABET, text.alphabet().toJson());
    }

    @Override
    public Evaluation evaluate(Learnt learnt, Workers workers) {
        boolean whole = learnt.ending() == Ending.COMPLETE;
        LanguageModel<?> network = (LanguageModel<?>) learnt.model();
        Corpus unseen = whole ? tested() : validated();
        String sample = new Author(network, text.alphabet(), workers).written(SAMPLE, options.seed());
        return TextScore.of(
                        whole ? "test" : "validation",
                        network,
                        unseen,
                        options.size().length(),
                        workers)
                .with(sample);
    }

    @Override
    public List<Baseline> baselines(Workers workers) {
        return List.of(counted(4), counted(1));
    }

    private Baseline counted(int order) {
        return TextEvaluation.baseline(
                "a " + order + "-gram model", NGrams.of(trained(), order).loss(tested()));
    }
}
