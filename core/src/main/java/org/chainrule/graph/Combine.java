package org.chainrule.graph;

/** How a reduction puts two elements together. */
public enum Combine {
    SUM,
    MAX,
    MIN;

    /** The two put together, in lanes. */
    public <V> V of(Lanes<V> lanes, V a, V b) {
        return switch (this) {
            case SUM -> lanes.add(a, b);
            case MAX -> lanes.max(a, b);
            case MIN -> lanes.min(a, b);
        };
    }

    /** What changes nothing when put together with it, as a double: 0, −∞ or +∞. */
    public double identity() {
        return switch (this) {
            case SUM -> 0;
            case MAX -> Double.NEGATIVE_INFINITY;
            case MIN -> Double.POSITIVE_INFINITY;
        };
    }

    /** What changes nothing when put together with it, as a whole number of that dtype. */
    public long identity(DType dtype) {
        return switch (this) {
            case SUM -> 0;
            case MAX -> dtype == DType.INT64 ? Long.MIN_VALUE : Integer.MIN_VALUE;
            case MIN -> dtype == DType.INT64 ? Long.MAX_VALUE : Integer.MAX_VALUE;
        };
    }
}
