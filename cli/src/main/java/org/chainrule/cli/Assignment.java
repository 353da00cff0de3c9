package org.chainrule.cli;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.chainrule.cli.run.Baseline;
import org.chainrule.cli.run.Evaluation;
import org.chainrule.data.Batch;
import org.chainrule.data.Dataset;
import org.chainrule.nn.Layer;
import org.chainrule.threads.Workers;
import org.chainrule.train.Settings;

/** What a run trains: its data, its model and how, and what is told of them. */
interface Assignment {
    int CHECKED_EXAMPLES = 4;

    /** What is trained on. */
    String data();

    /** The examples, in one line, and what is to be known of them. */
    List<String> dataLines();

    /** How it is trained, in one line. */
    String trainingLine();

    Dataset training();

    Dataset validation();

    /** Few examples, for the check of the gradient: each takes its time for every parameter. */
    default Batch checked() {
        return training()
                .batch(IntStream.range(0, Math.min(CHECKED_EXAMPLES, training().size()))
                        .toArray());
    }

    /** The model before its training. */
    Layer model();

    Settings settings();

    /** The highest learning rate. */
    double rate();

    /** That rate if none is asked for. */
    double usualRate();

    /** The arguments of the command that looks for a learning rate, if there is one. */
    default Optional<String> rateSearch() {
        return Optional.empty();
    }

    /** Whether classes are predicted, rather than numbers. */
    boolean classifies();

    /** The options by name, as they stand in files. */
    Map<String, Object> configuration();

    /** Texts that are saved with the model, by file name. */
    Map<String, String> companions();

    /** On the test examples; on those to validate if the training was cut short, so that the test examples stay unseen. */
    Evaluation evaluate(Learnt learnt, Workers workers);

    /** Simpler ways on the test examples, the one to beat first; some are trained now. */
    List<Baseline> baselines(Workers workers);
}
