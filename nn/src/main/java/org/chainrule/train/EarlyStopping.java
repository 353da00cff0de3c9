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
        return endsAfter(losses(history));
    }

    /** Whether a loop of one's own ends, of whose epochs so far these are the validation losses. */
    public boolean endsAfter(List<Double> losses) {
        return !losses.isEmpty() && losses.size() - 1 - bestOf(losses) >= patience;
    }

    /** The number of the best epoch, from 0; of a history of NaN the first. */
    public int best(List<EpochReport> history) {
        return bestOf(losses(history));
    }

    /** The same of validation losses: the last one is the best if {@code bestOf(losses) == losses.size() - 1}. */
    public int bestOf(List<Double> losses) {
        int best = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < losses.size(); i++) {
            double loss = losses.get(i);
            if (loss < least - leastGain) {
                least = loss;
                best = i;
            }
        }
        return best;
    }

    private static List<Double> losses(List<EpochReport> history) {
        return history.stream().map(epoch -> epoch.validation().loss()).toList();
    }
}
