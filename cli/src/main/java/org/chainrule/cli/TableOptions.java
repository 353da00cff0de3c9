package org.chainrule.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.chainrule.data.table.Task;
import org.chainrule.nn.Activation;
import org.chainrule.nn.Loss;
import org.chainrule.nn.MeanSquaredError;
import org.chainrule.nn.SoftmaxCrossEntropy;
import org.chainrule.train.Settings;

/**
 * What {@code chainrule train FILE} was asked for.
 *
 * @param balance whether each class is learnt from as often as any other
 * @param epochs at most; none for so many that small tables are seen often, and large ones in reasonable time
 * @param batch none for one that grows with the table
 * @param chosenRate none for the usual one
 * @param chosenDropout none for the usual one
 */
record TableOptions(
        Path file,
        String target,
        Set<String> ignored,
        Optional<Task> task,
        boolean balance,
        Optional<Integer> epochs,
        Optional<Integer> batch,
        Optional<Double> chosenRate,
        List<Integer> hidden,
        Activation activation,
        Optional<Double> chosenDropout,
        long seed,
        int threads) {
    /** Chosen, as the weight decay, on the tables in data/tabular: better there than none. */
    private static final double USUAL_DROPOUT = 0.2;

    /** The highest learning rate of a model without hidden layers, whose loss is convex. */
    static final double LINEAR_RATE = 0.03;

    private static final double USUAL_RATE = 0.003;
    private static final int MOST_EPOCHS = 100;
    private static final int FEWEST_EPOCHS = 10;
    private static final int ROWS_SEEN = 2_000_000;
    private static final int SMALLEST_BATCH = 32;
    private static final int LARGEST_BATCH = 512;
    private static final int STEPS_PER_EPOCH = 100;

    TableOptions {
        ignored = Set.copyOf(ignored);
        hidden = List.copyOf(hidden);
    }

    /** The highest learning rate. */
    double rate() {
        return chosenRate.orElse(usualRate());
    }

    /** That rate if none is asked for. */
    double usualRate() {
        return hidden.isEmpty() ? LINEAR_RATE : USUAL_RATE;
    }

    /** The share of hidden values that a step leaves out. */
    double dropout() {
        return hidden.isEmpty() ? 0 : chosenDropout.orElse(USUAL_DROPOUT);
    }

    int epochs(int rows) {
        return epochs.orElse(Math.clamp(ROWS_SEEN / rows, FEWEST_EPOCHS, MOST_EPOCHS));
    }

    int batch(int rows) {
        int wanted = Integer.highestOneBit(Math.max(1, rows / STEPS_PER_EPOCH));
        return batch.orElse(Math.clamp(wanted, SMALLEST_BATCH, LARGEST_BATCH));
    }

    Settings settings(Task what, int rows, double peak) {
        return cycled(rows).of(loss(what), peak);
    }

    private CycledSettings cycled(int rows) {
        return new CycledSettings(rows, epochs(rows), batch(rows), seed);
    }

    String scheduleName(int rows) {
        return cycled(rows).scheduleName();
    }

    private static Loss loss(Task what) {
        return switch (what) {
            case CLASSIFICATION -> new SoftmaxCrossEntropy();
            case REGRESSION -> new MeanSquaredError();
        };
    }

    /** The options by name, as they stand in files. */
    Map<String, Object> configuration(Task what, int rows) {
        Map<String, Object> configuration = new LinkedHashMap<>();
        configuration.put("data", file.toString());
        configuration.put("target", target);
        configuration.put("ignored", List.copyOf(new TreeSet<>(ignored)));
        configuration.put("task", what.name().toLowerCase(Locale.ROOT));
        if (balance) {
            configuration.put("balance", true);
        }
        configuration.put("hidden", hidden);
        configuration.put("activation", Options.name(activation));
        configuration.put("optimizer", "adamw");
        configuration.put("rate", rate());
        configuration.put("schedule", scheduleName(rows));
        configuration.put("weight decay", CycledSettings.WEIGHT_DECAY);
        configuration.put("dropout", dropout());
        configuration.put("batch", batch(rows));
        configuration.put("epochs", epochs(rows));
        configuration.put("seed", seed);
        configuration.put("threads", threads);
        return configuration;
    }
}
