package org.chainrule.train;

import java.util.ArrayList;
import java.util.List;

/**
 * Where a training stands. What follows from it is not kept: the state of the schedule, of early stopping, of the order of the
 * examples and of all that is random.
 *
 * @param epoch the one that is under way, from 1
 * @param batch how many batches of it are learnt
 * @param step how many are learnt in all
 * @param tally of this epoch's batches
 * @param seconds that were spent on this epoch
 * @param history a report for each whole epoch
 */
record Progress(int epoch, int batch, long step, Tally tally, double seconds, List<EpochReport> history) {
    static final Progress NONE = new Progress(1, 0, 0, Tally.NONE, 0, List.of());

    Progress {
        history = List.copyOf(history);
    }

    Progress afterBatch(Tally of, double spent) {
        return new Progress(epoch, batch + 1, step + 1, of, seconds + spent, history);
    }

    Progress afterEpoch(EpochReport report) {
        List<EpochReport> longer = new ArrayList<>(history);
        longer.add(report);
        return new Progress(epoch + 1, 0, step, Tally.NONE, 0, longer);
    }
}
