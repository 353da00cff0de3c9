package org.chainrule.train;

import java.util.OptionalInt;
import java.util.OptionalLong;
import org.chainrule.data.Source;
import org.chainrule.optim.Schedule;

/** Tells in the log, before a training begins, that its schedule is down to next to nothing before the training ends. */
final class ScheduleWarning {
    /** What the rate is at the end, of that halfway, for nothing more to be learnt. A warm-up, or a fall to a level, ends above it. */
    private static final double NOTHING = 0.01;

    private ScheduleWarning() {}

    static void tell(Settings settings, Source training) {
        Schedule schedule = settings.schedule();
        OptionalLong length = schedule.length();
        OptionalInt examples = training.count();
        if (length.isEmpty() || examples.isEmpty()) {
            return;
        }
        long end = length.getAsLong();
        long steps = settings.steps(examples.getAsInt());
        if (end < steps && schedule.rate(end) < NOTHING * schedule.rate(end / 2)) {
            System.getLogger(Trainer.class.getName())
                    .log(
                            System.Logger.Level.WARNING,
                            "The training has " + steps + " steps, and its schedule ends after " + end
                                    + ": it goes on at a rate of " + schedule.rate(end)
                                    + ", and learns next to nothing."
                                    + " settings.steps(training) counts the steps");
        }
    }
}
