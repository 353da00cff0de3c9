package org.chainrule.graph;

/** What is known of a tensor before it is computed. */
public record Type(Shape shape, DType dtype) {
    @Override
    public String toString() {
        return dtype.name().toLowerCase(java.util.Locale.ROOT) + shape;
    }
}
