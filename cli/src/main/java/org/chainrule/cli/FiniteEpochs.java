package org.chainrule.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chainrule.cli.run.Ending;
import org.chainrule.nn.Layer;
import org.chainrule.train.BatchReport;
import org.chainrule.train.EpochReport;
import org.chainrule.train.FiniteLosses;
import org.chainrule.train.TrainingListener;

/** Ends a training at the first loss that is no finite number, and keeps the model of the epoch before. */
final class FiniteEpochs implements TrainingListener {
    private final FiniteLosses losses = new FiniteLosses();
    private final List<EpochReport> epochs = new ArrayList<>();
    private Layer latest;
    private Duration before = Duration.ZERO;

    FiniteEpochs(Layer initial) {
        this.latest = initial;
    }

    @Override
    public void onBegin(long steps, List<EpochReport> history, Object model) {
        epochs.addAll(history);
        before = Learnt.took(history);
        latest = (Layer) model;
    }

    @Override
    public void onBatch(BatchReport report) {
        losses.onBatch(report);
    }

    @Override
    public void onEpoch(EpochReport report, Object model) {
        losses.onEpoch(report);
        epochs.add(report);
        latest = (Layer) model;
    }

    /** What was learnt until the last epoch that ended well. */
    Learnt before(Divergence divergence) {
        long steps = epochs.isEmpty() ? 0 : epochs.getLast().steps();
        return new Learnt(latest, epochs, steps, Ending.DIVERGED, Optional.of(divergence), before);
    }

    /** What the epochs took that were done when the training began, as it goes on. */
    Duration before() {
        return before;
    }
}
