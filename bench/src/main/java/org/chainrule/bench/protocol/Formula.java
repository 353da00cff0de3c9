package org.chainrule.bench.protocol;

import java.util.List;

/**
 * Value and gradients by x, a and b of Σ tanh(x·a + b)·σ(x) − relu(x)², elementwise; a and b are broadcast along the leading
 * axes of x.
 */
public record Formula(String row, List<Integer> shape, int vector) implements Task {
    @Override
    public int tracedSteps() {
        return 1;
    }

    public float[] x() {
        return Numbers.normal(1, shape.stream().reduce(1, Math::multiplyExact));
    }

    public float[] a() {
        return Numbers.normal(2, vector);
    }

    public float[] b() {
        return Numbers.normal(3, vector);
    }
}
