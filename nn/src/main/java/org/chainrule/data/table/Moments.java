package org.chainrule.data.table;

/**
 * The mean and the standard deviation of numbers seen one after the other. Source: Welford, "Note on a method for calculating
 * corrected sums of squares and products", 1962.
 */
final class Moments {
    private long count;
    private double mean;
    private double squares;

    void add(double value) {
        count++;
        double before = value - mean;
        mean += before / count;
        squares += before * (value - mean);
    }

    long count() {
        return count;
    }

    double mean() {
        return mean;
    }

    /** That of all of them: √(Σ(x − mean)²/n); 0 where rounding is all that differs. */
    double deviation() {
        double deviation = Math.sqrt(squares / count);
        return deviation > 1e-12 * Math.abs(mean) ? deviation : 0;
    }
}
