package org.chainrule.bench.protocol;

/**
 * The product of two square matrices, or of what they are transposed.
 *
 * @param extent rows and columns
 * @param leftTransposed whether the left matrix lies in memory as its transpose
 * @param rightTransposed whether the right one does
 */
public record Product(int extent, boolean leftTransposed, boolean rightTransposed) implements Task {
    /** The product of two matrices as they lie. */
    public Product(int extent) {
        this(extent, false, false);
    }

    @Override
    public String row() {
        return "matmul-" + extent + (leftTransposed ? "-ta" : "") + (rightTransposed ? "-tb" : "");
    }

    @Override
    public int tracedSteps() {
        return 1;
    }

    /** Multiplications and additions of one product. */
    public double operations() {
        return 2.0 * extent * extent * extent;
    }

    public float[] left() {
        return Numbers.normal(1, extent * extent);
    }

    public float[] right() {
        return Numbers.normal(2, extent * extent);
    }
}
