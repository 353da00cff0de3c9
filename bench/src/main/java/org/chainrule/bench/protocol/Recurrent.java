package org.chainrule.bench.protocol;

/**
 * Training steps of a long short-term memory on one batch: its last state, a linear layer, softmax cross-entropy (mean over the
 * batch), Adam with decays 0.9 and 0.999, epsilon 1e-8. Gates in the order input, forget, candidate, output, with a bias of the inputs
 * and one of the states.
 *
 * @param steps of a sequence
 * @param inputs of a step
 * @param hidden width of the state
 */
public record Recurrent(String row, int batch, int steps, int inputs, int hidden, int classes, double rate)
        implements Task {
    private static final int GATES = 4;

    @Override
    public int tracedSteps() {
        return 20;
    }

    /** The width of all gates side by side. */
    public int gates() {
        return GATES * hidden;
    }

    /** Initial weights of the inputs, [inputs, gates] row by row. All weights and biases are uniform in ±1/√hidden. */
    public float[] inputWeight() {
        return uniform(1, inputs * gates());
    }

    /** Initial weights of the states, [hidden, gates] row by row. */
    public float[] stateWeight() {
        return uniform(2, hidden * gates());
    }

    public float[] inputBias() {
        return uniform(3, gates());
    }

    public float[] stateBias() {
        return uniform(4, gates());
    }

    /** Initial weights of the last layer, [hidden, classes] row by row. */
    public float[] weight() {
        return uniform(5, hidden * classes);
    }

    public float[] bias() {
        return uniform(6, classes);
    }

    /** The sequences, [batch, steps, inputs] row by row. */
    public float[] examples() {
        return Numbers.normal(1001, batch * steps * inputs);
    }

    /** The right class of each sequence. */
    public int[] labels() {
        return Numbers.below(1002, batch, classes);
    }

    private float[] uniform(long seed, int count) {
        return Numbers.uniform(seed, count, 1 / Math.sqrt(hidden));
    }
}
