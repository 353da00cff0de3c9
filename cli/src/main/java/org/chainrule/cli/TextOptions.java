package org.chainrule.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.chainrule.RandomKey;
import org.chainrule.data.text.Corpus;
import org.chainrule.nn.Dropout;
import org.chainrule.nn.language.LanguageModel;
import org.chainrule.nn.loss.ClassCrossEntropy;
import org.chainrule.regularization.ClipNorm;
import org.chainrule.train.Settings;

/**
 * What {@code chainrule train TEXT} was asked for.
 *
 * @param epochs at most
 * @param chosenBatch none for one that grows as the windows become shorter
 * @param rate none for the usual one of the network
 */
record TextOptions(
        Path file,
        LanguageSize size,
        double dropout,
        int epochs,
        Optional<Integer> chosenBatch,
        Optional<Double> chosenRate,
        long seed,
        int threads) {
    static final int EPOCHS = 10;

    /** About so many characters are learnt from in a step. */
    private static final int STEP = 2048;

    /** How many characters ten epochs see: on two processors some minutes. */
    private static final int SEEN = 8_000_000;

    /** A small text is seen less often than it would take for that. */
    private static final int PASSES = 100;

    /** The highest learning rate. */
    double rate() {
        return chosenRate.orElse(usualRate());
    }

    /** That rate if none is asked for. */
    double usualRate() {
        return size.kind().rate();
    }

    int batch() {
        return chosenBatch.orElse(Math.max(1, STEP / size.length()));
    }

    LanguageModel<?> model(int characters) {
        LanguageModel<?> plain = size.model(characters, RandomKey.of(seed));
        return dropout == 0 ? plain : LanguageKind.with(new Dropout(dropout), plain);
    }

    /** How many windows of the training text an epoch is. */
    int windows(Corpus training) {
        long seen = Math.min(SEEN, (long) PASSES * training.size());
        return (int) Math.max(1, seen / EPOCHS / size.length());
    }

    /** Gradients are clipped, as those of recurrent networks may be huge at times. */
    Settings settings(Corpus training) {
        return cycled(training).of(new ClassCrossEntropy(), rate()).with(new ClipNorm(1));
    }

    String scheduleName(Corpus training) {
        return cycled(training).scheduleName();
    }

    private CycledSettings cycled(Corpus training) {
        return new CycledSettings(windows(training), epochs, batch(), seed);
    }

    /** The options by name, as they stand in files. */
    Map<String, Object> configuration(Corpus training) {
        Map<String, Object> configuration = new LinkedHashMap<>();
        configuration.put("data", file.toString());
        configuration.putAll(size.configuration());
        configuration.put("dropout", dropout);
        configuration.put("optimizer", "adamw");
        configuration.put("rate", rate());
        configuration.put("schedule", scheduleName(training));
        configuration.put("weight decay", CycledSettings.WEIGHT_DECAY);
        configuration.put("windows", windows(training));
        configuration.put("batch", batch());
        configuration.put("epochs", epochs);
        configuration.put("seed", seed);
        configuration.put("threads", threads);
        return configuration;
    }
}
