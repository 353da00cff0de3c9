package org.chainrule.cli;

import org.chainrule.train.BatchReport;
import org.chainrule.train.TrainingListener;

/** Does something at every step that is learnt: from the first on there is something to keep. */
record FirstStep(Runnable action) implements TrainingListener {
    @Override
    public void onBatch(BatchReport report) {
        action.run();
    }
}
