package org.chainrule.optim.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.chainrule.optim.Schedule;

/**
 * One schedule after the other, each from its own step 0. PyTorch's SequentialLR.
 *
 * @param parts at least one
 * @param milestones the steps at which the second, third … begins, in ascending order
 */
public record Sequence(List<Schedule> parts, List<Long> milestones) implements Schedule {
    public Sequence {
        parts = List.copyOf(parts);
        milestones = List.copyOf(milestones);
        if (parts.size() != milestones.size() + 1) {
            throw new IllegalArgumentException(parts.size() + " schedules in sequence have one milestone less, not "
                    + milestones.size() + ": the steps at which all but the first begin");
        }
        long before = 0;
        for (long milestone : milestones) {
            if (milestone <= before) {
                throw new IllegalArgumentException("milestones are above 0 and ascend, not " + milestones);
            }
            before = milestone;
        }
    }

    @Override
    public OptionalLong length() {
        int last = parts.size() - 1;
        OptionalLong rest = parts.get(last).length();
        return rest.isPresent() ? OptionalLong.of(begin(last) + rest.getAsLong()) : rest;
    }

    @Override
    public double rate(long step) {
        int part = at(step);
        return parts.get(part).rate(step - begin(part));
    }

    @Override
    public OptionalDouble momentum(long step) {
        int part = at(step);
        return parts.get(part).momentum(step - begin(part));
    }

    @Override
    public Sequence after(long step, double validationLoss) {
        int part = at(step);
        List<Schedule> next = new ArrayList<>(parts);
        next.set(part, parts.get(part).after(step - begin(part), validationLoss));
        return new Sequence(next, milestones);
    }

    private int at(long step) {
        return (int) milestones.stream().filter(milestone -> milestone <= step).count();
    }

    private long begin(int part) {
        return part == 0 ? 0 : milestones.get(part - 1);
    }
}
