package org.chainrule.cli;

import java.util.Locale;
import org.chainrule.cli.ScheduleChoice.Course;
import org.chainrule.optim.Schedule;
import org.chainrule.optim.schedule.Cosine;
import org.chainrule.optim.schedule.Cyclic;
import org.chainrule.optim.schedule.ExponentialDecay;
import org.chainrule.optim.schedule.Geometric;
import org.chainrule.optim.schedule.Halving;
import org.chainrule.optim.schedule.Linear;
import org.chainrule.optim.schedule.MultiStep;
import org.chainrule.optim.schedule.Polynomial;
import org.chainrule.optim.schedule.StepDecay;
import org.chainrule.optim.schedule.WarmRestarts;
import org.chainrule.optim.schedule.Warmup;

/** A schedule in words: its name, and its settings as options, those that were left to their defaults too. */
record ScheduleText(ScheduleChoice choice, Course course, int cycles) {
    String of(Schedule schedule) {
        return choice + " with --max-rate " + Options.written(course.rate()) + " --steps " + course.steps()
                + settings(schedule)
                + (schedule.momentum(0).isPresent() ? ", and the momentum cycled against the rate" : "");
    }

    private String settings(Schedule schedule) {
        return switch (schedule) {
            case Warmup warmup -> " --warmup " + warmup.steps() + after(warmup).settings(warmup.then());
            case StepDecay step ->
                option("factor", step.factor()) + every(step.every() / course.stepsPerEpoch()) + stepsPerEpoch();
            case Halving halving -> every(halving.epochs()) + stepsPerEpoch();
            case MultiStep steps -> option("factor", steps.factor());
            case ExponentialDecay exponential -> option("decay", rounded(exponential.k())) + stepsPerEpoch();
            case Geometric geometric -> option("min-rate", rounded(geometric.rate(course.steps())));
            case Linear linear -> option("min-rate", linear.to());
            case Polynomial polynomial -> option("min-rate", polynomial.to()) + option("power", polynomial.power());
            case Cosine cosine -> option("min-rate", cosine.to());
            case WarmRestarts restarts -> option("min-rate", restarts.to()) + option("cycles", cycles);
            case Cyclic cyclic -> option("min-rate", cyclic.low()) + option("cycles", cycles);
            default -> "";
        };
    }

    private ScheduleText after(Warmup warmup) {
        long rest = course.steps() - warmup.steps();
        return new ScheduleText(
                choice, new Course(course.rate(), rest, course.stepsPerEpoch(), course.momentum()), cycles);
    }

    private static String every(long epochs) {
        return " --every " + epochs;
    }

    private String stepsPerEpoch() {
        return " --steps-per-epoch " + course.stepsPerEpoch();
    }

    private static String option(String name, double value) {
        return " --" + name + " " + Options.written(value);
    }

    /** What was computed is told without the digits that nobody has asked for. */
    private static double rounded(double value) {
        return Double.parseDouble(String.format(Locale.ROOT, "%.3g", value));
    }
}
