package org.chainrule.bench.protocol;

/** Value and gradient of Σ 100·(xᵢ₊₁ − xᵢ²)² + (1 − xᵢ)², written with slices. */
public record Rosenbrock(String row, int variables) implements Task {
    @Override
    public int tracedSteps() {
        return 1;
    }

    public float[] x() {
        return Numbers.uniform(1, variables, 2);
    }
}
