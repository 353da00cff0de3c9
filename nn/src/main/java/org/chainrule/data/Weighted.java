package org.chainrule.data;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Examples drawn with replacement: p(i) = wᵢ/Σw, by the inverse of the summed weights. PyTorch's {@code WeightedRandomSampler}. */
final class Weighted implements Sampling {
    private final double[] sums;
    private final int fingerprint;

    Weighted(double... weights) {
        this.sums = new double[weights.length];
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            if (!(weights[i] >= 0) || Double.isInfinite(weights[i])) {
                throw new IllegalArgumentException(
                        "the weight of example " + i + " is a finite number from 0 on, not " + weights[i]);
            }
            sum += weights[i];
            sums[i] = sum;
        }
        if (!(sum > 0) || Double.isInfinite(sum)) {
            throw new IllegalArgumentException("weights whose sum is " + sum + " leave no example to draw");
        }
        this.fingerprint = Arrays.hashCode(weights);
    }

    @Override
    public int[] order(int size, long seed, int epoch) {
        if (size != sums.length) {
            throw new IllegalArgumentException(sums.length + " weights for a data set of " + size + " examples");
        }
        SplittableRandom random = Shuffle.random(seed, epoch);
        int[] order = new int[size];
        Arrays.setAll(order, _ -> drawn(random.nextDouble(sums[size - 1])));
        return order;
    }

    /** The first example whose sum is above a height, so that none of weight 0 is drawn. */
    private int drawn(double height) {
        int low = 0;
        int high = sums.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sums[middle] > height) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    @Override
    public String toString() {
        return "weighted[" + sums.length + " weights, " + Integer.toHexString(fingerprint) + "]";
    }
}
