package org.chainrule.cli;

import java.util.Optional;
import org.chainrule.cli.ScheduleChoice.Course;
import org.chainrule.optim.Schedule;
import org.chainrule.optim.schedule.Warmup;
import picocli.CommandLine.Option;

/** The options that shape a schedule, for all commands that have one. */
@SuppressWarnings("FieldMayBeFinal") // set by picocli
final class ScheduleShape {
    private static final int CYCLES = 3;

    @Option(
            names = "--warmup",
            paramLabel = "N",
            converter = Options.Count.class,
            description = "Steps on a line up to the schedule's first rate, before it begins.")
    private Optional<Integer> warmup = Optional.empty();

    @Option(
            names = "--min-rate",
            paramLabel = "X",
            converter = Options.NotNegative.class,
            description = "The lowest rate (default: 0; a tenth of the highest for cycles, a hundredth for geometric).")
    private Optional<Double> minRate = Optional.empty();

    @Option(
            names = "--factor",
            paramLabel = "X",
            converter = Options.Positive.class,
            description = "What step, multi-step and plateau multiply the rate by (default: 0.1).")
    private Optional<Double> factor = Optional.empty();

    @Option(
            names = "--every",
            paramLabel = "N",
            converter = Options.Count.class,
            description = "Epochs between two reductions of step and halving (default: a third of all).")
    private Optional<Integer> every = Optional.empty();

    @Option(
            names = "--decay",
            paramLabel = "K",
            converter = Options.Positive.class,
            description = "k of exponential, rate·e^(−k·epoch) (default: down to a hundredth).")
    private Optional<Double> decay = Optional.empty();

    @Option(
            names = "--power",
            paramLabel = "X",
            converter = Options.Positive.class,
            description = "Of polynomial; 1 is a line (default: 2).")
    private Optional<Double> power = Optional.empty();

    @Option(
            names = "--cycles",
            paramLabel = "N",
            converter = Options.Count.class,
            description = "How many cycles triangular, triangular2, exp-range and warm-restarts have (default: 3).")
    private Optional<Integer> cycles = Optional.empty();

    /** The schedule with its warm-up. */
    Schedule of(ScheduleChoice choice, Course course) {
        if (minRate.isPresent() && minRate.get() > course.rate()) {
            throw new IllegalArgumentException("the lowest rate is " + Options.written(minRate.get())
                    + ", above the highest one, " + Options.written(course.rate()));
        }
        if (warmup.isEmpty()) {
            return choice.schedule(course, this);
        }
        long rest = course.steps() - warmup.get();
        if (rest < 1) {
            throw new IllegalArgumentException(
                    "a warm-up of " + warmup.get() + " steps leaves none of " + course.steps());
        }
        Course then = new Course(course.rate(), rest, course.stepsPerEpoch(), course.momentum());
        return new Warmup(warmup.get(), choice.schedule(then, this));
    }

    Optional<Double> minRate() {
        return minRate;
    }

    Optional<Double> factor() {
        return factor;
    }

    Optional<Double> decay() {
        return decay;
    }

    Optional<Double> power() {
        return power;
    }

    long everyEpochs(Course course) {
        return every.map(Integer::longValue).orElse(Math.max(1, course.epochs() / 3));
    }

    long everySteps(Course course) {
        return everyEpochs(course) * course.stepsPerEpoch();
    }

    int cycles() {
        return cycles.orElse(CYCLES);
    }

    /** Of the first of some cosines, each twice as long as the one before. */
    long firstPeriod(Course course) {
        return Math.max(1, course.steps() / ((1L << Math.min(62, cycles())) - 1));
    }

    long halfCycle(Course course) {
        return Math.max(1, course.steps() / (2L * cycles()));
    }
}
