package org.chainrule.cli;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.chainrule.optim.Constant;
import org.chainrule.optim.Schedule;
import org.chainrule.optim.schedule.Cosine;
import org.chainrule.optim.schedule.Cyclic;
import org.chainrule.optim.schedule.ExponentialDecay;
import org.chainrule.optim.schedule.Geometric;
import org.chainrule.optim.schedule.Halving;
import org.chainrule.optim.schedule.Heights;
import org.chainrule.optim.schedule.InverseSquareRoot;
import org.chainrule.optim.schedule.Linear;
import org.chainrule.optim.schedule.MultiStep;
import org.chainrule.optim.schedule.OneCycle;
import org.chainrule.optim.schedule.Plateau;
import org.chainrule.optim.schedule.Polynomial;
import org.chainrule.optim.schedule.StepDecay;
import org.chainrule.optim.schedule.Swing;
import org.chainrule.optim.schedule.WarmRestarts;
import picocli.CommandLine.ITypeConverter;

/** The schedules that can be chosen by name, over a training whose length is known. */
enum ScheduleChoice {
    CONSTANT((course, shape) -> new Constant(course.rate())),
    STEP((course, shape) -> new StepDecay(course.rate(), shape.factor().orElse(0.1), shape.everySteps(course))),
    HALVING((course, shape) -> new Halving(course.rate(), shape.everyEpochs(course), course.stepsPerEpoch())),
    MULTI_STEP((course, shape) -> new MultiStep(
            course.rate(), shape.factor().orElse(0.1), List.of(course.steps() / 2, course.steps() * 3 / 4))),
    EXPONENTIAL((course, shape) -> ExponentialDecay.inEpochs(
            course.rate(), shape.decay().orElse(Math.log(100) / course.epochs()), course.stepsPerEpoch())),
    GEOMETRIC((course, shape) ->
            Geometric.between(course.rate(), shape.minRate().orElse(course.rate() / 100), course.steps())),
    LINEAR((course, shape) -> new Linear(course.rate(), shape.minRate().orElse(0.0), course.steps())),
    POLYNOMIAL((course, shape) -> new Polynomial(
            course.rate(),
            shape.minRate().orElse(0.0),
            course.steps(),
            shape.power().orElse(2.0))),
    INVERSE_SQUARE_ROOT((course, shape) -> new InverseSquareRoot(course.rate(), Math.max(1, course.steps() / 10))),
    COSINE((course, shape) -> new Cosine(course.rate(), shape.minRate().orElse(0.0), course.steps())),
    WARM_RESTARTS((course, shape) ->
            new WarmRestarts(course.rate(), shape.minRate().orElse(0.0), shape.firstPeriod(course), 2)),
    TRIANGULAR((course, shape) -> cyclic(course, shape, new Heights.Triangular())),
    TRIANGULAR2((course, shape) -> cyclic(course, shape, new Heights.Triangular2())),
    EXP_RANGE((course, shape) ->
            cyclic(course, shape, new Heights.ExponentialRange(Math.pow(0.1, 1.0 / course.steps())))),
    ONE_CYCLE((course, shape) -> OneCycle.of(course.rate(), course.steps()).with(swing(course))),
    ONE_CYCLE_FASTAI(
            (course, shape) -> OneCycle.fastAi(course.rate(), course.steps()).with(swing(course))),
    PLATEAU((course, shape) -> new Plateau(
            new Plateau.Rule(
                    shape.factor().orElse(0.1), 2, 1e-4, 0, shape.minRate().orElse(0.0)),
            course.rate()));

    private final Maker maker;

    ScheduleChoice(Maker maker) {
        this.maker = maker;
    }

    private interface Maker {
        Schedule make(Course course, ScheduleShape shape);
    }

    /**
     * A training that a schedule is for.
     *
     * @param rate the highest one
     * @param steps of the whole training
     * @param momentum whether a momentum can be cycled
     */
    record Course(double rate, long steps, long stepsPerEpoch, boolean momentum) {
        /** The whole ones, at least 1. */
        long epochs() {
            return Math.max(1, steps / stepsPerEpoch);
        }
    }

    /**
     * The schedule.
     *
     * @throws IllegalArgumentException if the training is too short for it, or a number is out of its range
     */
    Schedule schedule(Course course, ScheduleShape shape) {
        return maker.make(course, shape);
    }

    private static Optional<Swing> swing(Course course) {
        return course.momentum() ? Optional.of(new Swing(0.85, 0.95)) : Optional.empty();
    }

    private static Cyclic cyclic(Course course, ScheduleShape shape, Heights heights) {
        double low = shape.minRate().orElse(course.rate() / 10);
        Cyclic cyclic = new Cyclic(low, course.rate(), shape.halfCycle(course), heights);
        return course.momentum() ? cyclic : cyclic.withoutMomentum();
    }

    @Override
    public String toString() {
        return Options.name(this);
    }

    /** Reads the name of a schedule. */
    static final class Reader implements ITypeConverter<ScheduleChoice> {
        @Override
        public ScheduleChoice convert(String text) {
            return Options.named(ScheduleChoice.class, text);
        }
    }

    /** All names, for the help. */
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Options.names(ScheduleChoice.class).iterator();
        }
    }
}
