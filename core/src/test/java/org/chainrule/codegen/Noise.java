package org.chainrule.codegen;

import java.util.random.RandomGenerator;
import org.chainrule.graph.DType;

/** Random elements of any dtype. */
final class Noise {
    private static final double[] AWKWARD = {
        0.0,
        -0.0,
        1,
        -1,
        0.5,
        -0.5,
        1.5,
        2.5,
        -2.5,
        1e-40,
        -1e-40,
        1e-45,
        1e-30,
        3e9,
        -3e9,
        1e19,
        -1e19,
        1e30,
        -1e30,
        88.5,
        -88.5,
        -100,
        104,
        8388607.5,
        -8388609,
        4503599627370495.5,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        Float.MAX_VALUE,
        Float.MIN_NORMAL
    };
    private static final long[] AWKWARD_WHOLES = {
        0, 1, -1, 2, 31, 32, 33, 63, 64, 65, Integer.MAX_VALUE, Integer.MIN_VALUE, Long.MAX_VALUE, Long.MIN_VALUE
    };

    private final RandomGenerator random;
    private final double awkward;

    private Noise(long seed, double awkward) {
        this.random = new java.util.SplittableRandom(seed);
        this.awkward = awkward;
    }

    /** Ordinary numbers. */
    static Noise calm(long seed) {
        return new Noise(seed, 0);
    }

    /** A third of them special: zeros of both signs, subnormals, the largest, infinities, NaN. */
    static Noise awkward(long seed) {
        return new Noise(seed, 0.33);
    }

    Object array(DType dtype, int length) {
        Object array = dtype.newArray(length);
        for (int i = 0; i < length; i++) {
            switch (array) {
                case float[] floats -> floats[i] = (float) number();
                case double[] doubles -> doubles[i] = number();
                case int[] ints -> ints[i] = dtype == DType.BOOL ? random.nextInt(2) : (int) whole();
                case long[] longs -> longs[i] = whole();
                default -> throw new IllegalArgumentException(dtype.toString());
            }
        }
        return array;
    }

    private double number() {
        return random.nextDouble() < awkward
                ? AWKWARD[random.nextInt(AWKWARD.length)]
                : random.nextGaussian() * Math.exp(random.nextDouble(-3, 3));
    }

    private long whole() {
        return random.nextDouble() < awkward
                ? AWKWARD_WHOLES[random.nextInt(AWKWARD_WHOLES.length)]
                : random.nextLong(-1000, 1000);
    }
}
