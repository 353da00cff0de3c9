package org.chainrule.bench.protocol;

import java.util.Random;

/** Weights and data, the same in every engine: {@link Random} gives the same numbers on every machine. */
public final class Numbers {
    private Numbers() {}

    /** Standard normal numbers. */
    public static float[] normal(long seed, int count) {
        Random random = new Random(seed);
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) random.nextGaussian();
        }
        return numbers;
    }

    /** Uniform numbers from −bound to bound. */
    public static float[] uniform(long seed, int count, double bound) {
        Random random = new Random(seed);
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) ((2 * random.nextDouble() - 1) * bound);
        }
        return numbers;
    }

    /** Whole numbers from 0 to limit − 1. */
    public static int[] below(long seed, int count, int limit) {
        Random random = new Random(seed);
        int[] numbers = new int[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = random.nextInt(limit);
        }
        return numbers;
    }

    /** The mean of the absolute values: enough to tell whether two engines computed the same gradient. */
    public static double size(float[] numbers) {
        double sum = 0;
        for (float number : numbers) {
            sum += Math.abs(number);
        }
        return sum / Math.max(1, numbers.length);
    }

    /** The matrix [columns, rows] of a matrix [rows, columns]. */
    public static float[] transposed(float[] matrix, int rows, int columns) {
        float[] result = new float[matrix.length];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                result[column * rows + row] = matrix[row * columns + column];
            }
        }
        return result;
    }
}
