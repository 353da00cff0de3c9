package org.chainrule.train;

/** Adds up what batches come to. */
final class Tally {
    private double loss;
    private double correct;
    private long examples;

    void add(int size, double meanLoss, double right) {
        loss += meanLoss * size;
        correct += right;
        examples += size;
    }

    Score score() {
        return new Score(loss / examples, correct / examples);
    }
}
