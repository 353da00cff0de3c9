package org.chainrule.bench.protocol;

/** The product of two square matrices. */
public record Product(int extent) implements Task {
    @Override
    public String row() {
        return "matmul-" + extent;
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
