package org.chainrule.optim.schedule;

import java.util.Arrays;
import java.util.List;
import org.chainrule.arguments.Arguments;
import org.chainrule.optim.Schedule;

/**
 * A rate that is multiplied at some steps: {@code rate · factor^(milestones reached)}. PyTorch's MultiStepLR.
 *
 * @param rate the first, from 0 on
 * @param factor above 0; 0.1 in PyTorch
 * @param milestones steps, in ascending order; one that stands twice counts twice
 */
public record MultiStep(double rate, double factor, List<Long> milestones) implements Schedule {
    public MultiStep {
        Arguments.notNegative("the rate", rate);
        Arguments.positive("the factor", factor);
        milestones = List.copyOf(milestones);
        if (!milestones.stream().sorted().toList().equals(milestones)) {
            throw new IllegalArgumentException("milestones are in ascending order, not " + milestones);
        }
    }

    /** Milestones given as epochs, counted from 0. */
    public static MultiStep ofEpochs(double rate, double factor, long stepsPerEpoch, int... epochs) {
        Arguments.count("stepsPerEpoch", stepsPerEpoch);
        return new MultiStep(
                rate,
                factor,
                Arrays.stream(epochs)
                        .mapToObj(epoch -> Math.multiplyExact(epoch, stepsPerEpoch))
                        .toList());
    }

    @Override
    public double rate(long step) {
        long reached =
                milestones.stream().filter(milestone -> milestone <= step).count();
        return rate * Math.pow(factor, (double) reached);
    }
}
