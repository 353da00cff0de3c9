package org.chainrule.graph;

/** Every {@code step}-th index of an axis, {@code count} of them from {@code start} on; a negative step goes backward. */
public record Span(int start, int count, int step) {
    /** All indices of an axis. */
    public static Span all(int extent) {
        return new Span(0, extent, 1);
    }

    /** Whether every index lies on an axis of that extent. */
    public boolean fits(int extent) {
        long last = start + (count - 1L) * step;
        return step != 0 && count >= 0 && (count == 0 || start >= 0 && start < extent && last >= 0 && last < extent);
    }

    /** Whether these are all indices of an axis, in order. */
    public boolean isAll(int extent) {
        return start == 0 && count == extent && step == 1;
    }

    @Override
    public String toString() {
        return start + ":+" + count + (step == 1 ? "" : ":" + step);
    }
}
