package org.chainrule.train;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * Ways to read a learning rate off a sweep, as fast.ai defines them in {@code fastai/callback/schedule.py}, on the smoothed
 * losses less the first tenth of the sweep and the last five.
 */
public enum Suggestion {
    /** Two thirds into the longest valley: the longest run of losses, not always neighbours, each less than the one before. */
    VALLEY {
        @Override
        OptionalDouble on(List<Double> rates, List<Double> losses) {
            int count = losses.size();
            int[] lengths = new int[count];
            int end = 0;
            for (int i = 0; i < count; i++) {
                lengths[i] = 1;
                for (int j = 0; j < i; j++) {
                    if (losses.get(i) < losses.get(j)) {
                        lengths[i] = Math.max(lengths[i], lengths[j] + 1);
                    }
                }
                end = lengths[i] > lengths[end] ? i : end;
            }
            if (count == 0) {
                return OptionalDouble.empty();
            }
            int start = end == 0 ? 0 : end - lengths[end];
            double third = (end - start) / 3.0;
            return OptionalDouble.of(rates.get(Math.max(0, start + (int) third + (int) (third / 2))));
        }
    },
    /** Where the loss falls fastest over the logarithm of the rate. */
    STEEP {
        @Override
        OptionalDouble on(List<Double> rates, List<Double> losses) {
            return IntStream.range(0, losses.size() - 1)
                    .boxed()
                    .min((i, j) -> Double.compare(slope(rates, losses, i), slope(rates, losses, j)))
                    .map(i -> OptionalDouble.of(rates.get(i)))
                    .orElse(OptionalDouble.empty());
        }

        private static double slope(List<Double> rates, List<Double> losses, int i) {
            return (losses.get(i + 1) - losses.get(i)) / (Math.log(rates.get(i + 1)) - Math.log(rates.get(i)));
        }
    },
    /** A tenth of the rate whose loss is least. */
    MINIMUM {
        @Override
        OptionalDouble on(List<Double> rates, List<Double> losses) {
            return IntStream.range(0, losses.size())
                    .boxed()
                    .min((i, j) -> Double.compare(losses.get(i), losses.get(j)))
                    .map(i -> OptionalDouble.of(rates.get(i) / 10))
                    .orElse(OptionalDouble.empty());
        }
    },
    /**
     * The left end of an interval of 15 steps that slides down from the largest rates until the slopes at both its ends are
     * about the same.
     */
    SLIDE {
        @Override
        OptionalDouble on(List<Double> rates, List<Double> losses) {
            int right = losses.size() - 1;
            if (right < WIDTH) {
                return OptionalDouble.empty();
            }
            double rate = rates.get(right - WIDTH);
            for (int left = right - WIDTH; left >= 0 && differs(losses, left, right); left--, right--) {
                rate = rates.get(left);
            }
            return OptionalDouble.of(rate);
        }

        private static boolean differs(List<Double> losses, int left, int right) {
            return Math.abs(gradient(losses, right) - gradient(losses, left)) > THRESHOLD;
        }

        // as NumPy's: central differences, one-sided at the ends
        private static double gradient(List<Double> losses, int i) {
            int before = Math.max(0, i - 1);
            int after = Math.min(losses.size() - 1, i + 1);
            return (losses.get(after) - losses.get(before)) / (after - before);
        }
    };

    private static final int WIDTH = 15;
    private static final double THRESHOLD = 0.005;

    /** The rate; none if the sweep was too short. */
    abstract OptionalDouble on(List<Double> rates, List<Double> losses);
}
