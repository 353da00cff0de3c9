package org.chainrule.train;

/**
 * What batches come to together.
 *
 * @param loss the sum over the examples
 * @param correct how many examples were right; NaN where there are no classes
 */
record Tally(double loss, double correct, long examples) {
    static final Tally NONE = new Tally(0, 0, 0);

    Tally and(int size, double meanLoss, double right) {
        return new Tally(loss + meanLoss * size, correct + right, examples + size);
    }

    Score score() {
        return new Score(loss / examples, correct / examples);
    }
}
