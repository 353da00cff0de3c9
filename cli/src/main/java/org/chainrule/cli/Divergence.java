package org.chainrule.cli;

import org.chainrule.NonFiniteException;
import org.chainrule.cli.console.WorkError;
import org.chainrule.train.DivergenceException;

/**
 * Why a training's loss is no finite number any more.
 *
 * @param message what is no finite number, and when; or the operation that made it
 * @param isBlamed whether the operation was looked for, and found
 */
record Divergence(String message, boolean isBlamed) {
    static Divergence of(DivergenceException loss) {
        return new Divergence(String.valueOf(loss.getMessage()), false);
    }

    static Divergence of(NonFiniteException blamed) {
        return new Divergence(String.valueOf(blamed.getMessage()), true);
    }

    /**
     * What the user is told.
     *
     * @param advice about the learning rate
     * @param kept the epoch whose model was saved, 0 if none
     */
    WorkError told(String advice, int kept) {
        String saved = kept == 0 ? "nothing was saved" : "the model of epoch " + kept + " was saved";
        return new WorkError(message + (isBlamed ? "\n  " : ": ") + advice + "; " + saved);
    }
}
