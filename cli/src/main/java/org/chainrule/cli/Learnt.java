package org.chainrule.cli;

import java.util.List;
import java.util.Optional;
import org.chainrule.cli.run.Ending;
import org.chainrule.nn.Layer;
import org.chainrule.train.EpochReport;
import org.chainrule.train.Trained;

/**
 * What a training came to.
 *
 * @param epochs a report for each whole epoch
 * @param steps that the model has learnt
 * @param divergence why it ended, if its loss was no finite number any more
 */
record Learnt(Layer model, List<EpochReport> epochs, long steps, Ending ending, Optional<Divergence> divergence) {
    Learnt {
        epochs = List.copyOf(epochs);
    }

    /** What a training came to that was not cut off by its loss. */
    static Learnt of(Trained<? extends Layer> trained) {
        return new Learnt(
                trained.model(),
                trained.history(),
                trained.steps(),
                trained.stopped() ? Ending.STOPPED : Ending.COMPLETE,
                Optional.empty());
    }
}
