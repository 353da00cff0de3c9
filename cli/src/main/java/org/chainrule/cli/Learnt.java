package org.chainrule.cli;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.chainrule.cli.run.Ending;
import org.chainrule.nn.Layer;
import org.chainrule.train.EpochReport;
import org.chainrule.train.Settings;
import org.chainrule.train.Trained;

/**
 * What a training came to.
 *
 * @param epochs a report for each whole epoch
 * @param steps that the model has learnt
 * @param divergence why it ended, if its loss was no finite number any more
 * @param before what those epochs took that were learnt before the run was ended, if it goes on
 */
record Learnt(
        Layer model,
        List<EpochReport> epochs,
        long steps,
        Ending ending,
        Optional<Divergence> divergence,
        Duration before) {
    Learnt {
        epochs = List.copyOf(epochs);
    }

    /** What a training came to that was not cut off by its loss. */
    static Learnt of(Trained<? extends Layer> trained, Duration before) {
        return new Learnt(
                trained.model(),
                trained.history(),
                trained.steps(),
                trained.stopped() ? Ending.STOPPED : Ending.COMPLETE,
                Optional.empty(),
                before);
    }

    /** How long the run took, this part of it and those before: no less than its epochs, of which one may have been begun before. */
    Duration duration(Duration here) {
        Duration known = here.plus(before);
        Duration least = took(epochs);
        return known.compareTo(least) < 0 ? least : known;
    }

    /** How long some epochs took. */
    static Duration took(List<EpochReport> epochs) {
        double seconds = epochs.stream().mapToDouble(EpochReport::seconds).sum();
        return Duration.ofMillis(Math.round(1000 * seconds));
    }

    /** Why there are fewer epochs than were asked for, if the validation loss ended the training. */
    Optional<String> early(Settings settings) {
        return settings.stopping()
                .filter(rule -> ending == Ending.COMPLETE && epochs.size() < settings.epochs())
                .map(rule -> String.format(
                        Locale.ROOT,
                        "ended early: the validation loss was least in epoch %,d of %,d",
                        rule.best(epochs) + 1,
                        epochs.size()));
    }
}
