package org.chainrule.lens.health;

/**
 * Something that is wrong with a training, and what shows it.
 *
 * @param where the layer, or the whole training
 * @param since the step at which it was first seen
 * @param until the step at which it was last seen
 * @param evidence a sentence with the numbers that were seen last
 */
public record Hint(Kind kind, String where, long since, long until, String evidence) {
    /** What may be wrong, and what to try. */
    public enum Kind {
        NOT_FINITE(
                "The loss is no number any more",
                "Take a smaller learning rate, or clip the gradients; look for a logarithm of 0 or a division by 0."),
        EXPLODING(
                "Gradients explode",
                "Take a smaller learning rate, clip the gradients by their norm, or look at the initial weights."),
        VANISHING(
                "Gradients vanish",
                "The layers near the input hardly learn: take ReLU for logistic units, fewer layers, "
                        + "normalisation or residual connections."),
        DEAD_UNITS(
                "Units are dead",
                "They give 0 for every example, so no gradient passes: take a smaller learning rate, "
                        + "other initial biases, or leaky ReLU."),
        RATE_TOO_HIGH("The learning rate is too high", "Take a tenth of it, or warm it up."),
        RATE_TOO_LOW("The learning rate is too low", "Take ten times as much; find-rate looks for a good one."),
        OVERFITTING(
                "The model overfits",
                "It becomes better on what it is trained on and worse on the rest: stop earlier, "
                        + "regularise, or take more data.");

        private final String title;
        private final String advice;

        Kind(String title, String advice) {
            this.title = title;
            this.advice = advice;
        }

        /** In a few words. */
        public String title() {
            return title;
        }

        /** What helps most often. */
        public String advice() {
            return advice;
        }
    }

    /** The same, seen again. */
    Hint seen(Hint later) {
        return new Hint(kind, where, since, later.until, later.evidence);
    }

    /** In one line: what, where, and the evidence. */
    @Override
    public String toString() {
        return kind.title() + (where.isEmpty() ? "" : " (" + where + ")") + ": " + evidence;
    }
}
