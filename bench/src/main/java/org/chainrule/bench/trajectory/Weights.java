package org.chainrule.bench.trajectory;

import java.util.Random;

/**
 * The network at its start: tanh(x·hidden + hiddenBias)·output + outputBias, whose mean softmax cross-entropy is the loss.
 *
 * @param hidden [INPUTS, HIDDEN] row by row
 * @param hiddenBias [HIDDEN]
 * @param output [HIDDEN, CLASSES] row by row
 * @param outputBias [CLASSES]
 */
public record Weights(double[] hidden, double[] hiddenBias, double[] output, double[] outputBias) {
    /** How many hidden units there are. */
    public static final int HIDDEN = 16;

    /** Uniform numbers, the same everywhere. */
    public static Weights initial() {
        Random random = new Random(7);
        return new Weights(
                uniform(random, Digits.INPUTS * HIDDEN, Digits.INPUTS),
                uniform(random, HIDDEN, Digits.INPUTS),
                uniform(random, HIDDEN * Digits.CLASSES, HIDDEN),
                uniform(random, Digits.CLASSES, HIDDEN));
    }

    private static double[] uniform(Random random, int count, int inputs) {
        double[] numbers = new double[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (2 * random.nextDouble() - 1) / Math.sqrt(inputs);
        }
        return numbers;
    }
}
