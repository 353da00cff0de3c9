package org.chainrule.train;

import java.util.List;
import org.chainrule.arguments.Arguments;

/**
 * Ends a training when the validation loss has not become better for some epochs. Source: Prechelt, "Early stopping — but when?",
 * 1998; the rule is that of Keras's EarlyStopping.
 *
 * @param patience how many epochs without a better loss end the training, from 1 on
 * @param leastGain how much less a better loss is, from 0 on
 * @param keepsBest whether the model of the best epoch is kept rather than the last one
 */
public record EarlyStopping(int patience, double leastGain, boolean keepsBest) {
    public EarlyStopping {
        Arguments.count("patience", patience);
        Arguments.notNegative("the least gain", leastGain);
    }

    /** Any gain counts, and the best model is kept. */
    public EarlyStopping(int patience) {
        this(patience, 0, true);
    }

    /** Whether the training ends after these epochs. */
    public boolean ends(List<EpochReport> history) {
        return !history.isEmpty() && history.size() - 1 - best(history) >= patience;
    }

    /** The number of the best epoch, from 0; of a history of NaN the first. */
    public int best(List<EpochReport> history) {
        int best = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < history.size(); i++) {
            double loss = history.get(i).validation().loss();
            if (loss < least - leastGain) {
                least = loss;
                best = i;
            }
        }
        return best;
    }
}
