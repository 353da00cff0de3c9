package org.chainrule.bench.protocol;

/**
 * Training steps of a causal language model on one batch: tables of tokens and positions, blocks of attention and a feed-forward part
 * with GELU (of the error function), each with layer norm first (epsilon 1e-5, ones and zeros at first) and a shortcut, a last norm, a
 * linear layer to the tokens, softmax cross-entropy (mean over all positions), AdamW with decays 0.9 and 0.999, epsilon 1e-8.
 *
 * @param steps of a sequence
 * @param heads of the attention, which divide the width
 * @param inner width of the feed-forward part
 * @param decay of all parameters, decoupled
 */
public record Transformer(
        String row,
        int batch,
        int steps,
        int width,
        int heads,
        int blocks,
        int inner,
        int tokens,
        double rate,
        double decay)
        implements Task {
    /** The linear layers of a block. */
    public enum Part {
        QUERY,
        KEY,
        VALUE,
        OUTPUT,
        UP,
        DOWN
    }

    @Override
    public int tracedSteps() {
        return 20;
    }

    public int inputs(Part part) {
        return part == Part.DOWN ? inner : width;
    }

    public int outputs(Part part) {
        return part == Part.UP ? inner : width;
    }

    /** Initial rows of the tokens, [tokens, width] row by row: standard normal. */
    public float[] tokenTable() {
        return Numbers.normal(1, tokens * width);
    }

    /** Initial rows of the positions, [steps, width] row by row: standard normal. */
    public float[] positionTable() {
        return Numbers.normal(2, steps * width);
    }

    /** Initial weights, [inputs, outputs] row by row: uniform in ±1/√inputs. */
    public float[] weight(int block, Part part) {
        return uniform(seed(block, part), inputs(part) * outputs(part), inputs(part));
    }

    /** Initial biases: uniform in the same bounds. */
    public float[] bias(int block, Part part) {
        return uniform(seed(block, part) + 1, outputs(part), inputs(part));
    }

    /** Initial weights of the last layer, [width, tokens] row by row. */
    public float[] headWeight() {
        return uniform(3, width * tokens, width);
    }

    public float[] headBias() {
        return uniform(4, tokens, width);
    }

    /** The tokens, [batch, steps] row by row. */
    public int[] ids() {
        return Numbers.below(1001, batch * steps, tokens);
    }

    /** The right token at each position. */
    public int[] labels() {
        return Numbers.below(1002, batch * steps, tokens);
    }

    private static long seed(int block, Part part) {
        return 100L * (block + 1) + 2L * part.ordinal();
    }

    private static float[] uniform(long seed, int count, int inputs) {
        return Numbers.uniform(seed, count, 1 / Math.sqrt(inputs));
    }
}
