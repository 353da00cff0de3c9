package org.chainrule.optim.schedule;

import org.chainrule.arguments.Arguments;

/** How high the cycles of {@link Cyclic} go, as a share of the whole height. */
public sealed interface Heights {
    /**
     * The height.
     *
     * @param step from 0
     * @param cycle from 0
     */
    double of(long step, long cycle);

    /** PyTorch's mode "triangular": all the same. */
    record Triangular() implements Heights {
        @Override
        public double of(long step, long cycle) {
            return 1;
        }
    }

    /** PyTorch's mode "triangular2": each cycle half as high as the one before. */
    record Triangular2() implements Heights {
        @Override
        public double of(long step, long cycle) {
            return Math.pow(0.5, (double) cycle);
        }
    }

    /**
     * PyTorch's mode "exp_range": γ^step.
     *
     * @param gamma above 0; 1 in PyTorch
     */
    record ExponentialRange(double gamma) implements Heights {
        public ExponentialRange {
            Arguments.positive("gamma", gamma);
        }

        @Override
        public double of(long step, long cycle) {
            return Math.pow(gamma, (double) step);
        }
    }
}
