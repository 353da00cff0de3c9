package org.chainrule.optim;

import java.util.function.Function;
import org.chainrule.ValueAndGradient;
import org.chainrule.optim.Lbfgs.LineSearch;

/** One step of L-BFGS under way: iterations until one of the limits is reached. */
final class LbfgsStep<M> {
    private final Lbfgs limits;
    private final FlatModel<M> form;
    private final Function<M, ValueAndGradient<M>> function;
    private final LbfgsState start;
    private final Moves moves;
    private double[] x;
    private Evaluated now;
    private double[] direction;
    private double[] gradientBefore;
    private double length;
    private int iterations;
    private int evaluations;

    LbfgsStep(Lbfgs limits, M model, LbfgsState start, Function<M, ValueAndGradient<M>> function) {
        this.limits = limits;
        this.form = new FlatModel<>(model);
        this.function = function;
        this.start = start;
        this.moves = Moves.of(start, limits.history());
        this.x = form.flat(model);
        this.direction = Vectors.of(start.direction());
        this.gradientBefore = Vectors.of(start.gradient());
        this.length = start.length().item();
        this.now = evaluate(x);
    }

    private record Evaluated(double loss, double[] gradient) {}

    Lbfgs.Stepped<M> run() {
        double loss = now.loss();
        boolean converged = isFlat();
        while (!converged && hasMore()) {
            iterations++;
            turn();
            double slope = Vectors.dot(now.gradient(), direction);
            converged = slope > -limits.changeTolerance() || move(slope);
        }
        LbfgsState end = start.after(iterations, evaluations, length, direction, gradientBefore, moves);
        return new Lbfgs.Stepped<>(form.with(x), end, loss, converged);
    }

    private boolean hasMore() {
        return iterations == 0 || (iterations < limits.iterations() && evaluations < limits.evaluations());
    }

    /** Remembers the last move and finds the next direction. */
    private void turn() {
        boolean isFirst = start.isNew() && iterations == 1;
        double[] gradient = now.gradient();
        if (!isFirst) {
            moves.add(Vectors.scaled(direction, length), Vectors.difference(gradient, gradientBefore));
        }
        direction = moves.descent(gradient);
        gradientBefore = gradient;
        length = limits.rate() * (isFirst ? Math.min(1, 1 / Vectors.sumOfSizes(gradient)) : 1);
    }

    /** Goes along the direction; whether that is the end. */
    private boolean move(double slope) {
        double loss = now.loss();
        if (limits.lineSearch() == LineSearch.STRONG_WOLFE) {
            LinePoint found = search(new LinePoint(0, loss, now.gradient(), slope));
            length = found.length();
            x = Vectors.moved(x, length, direction);
            now = new Evaluated(found.loss(), found.gradient());
        } else {
            x = Vectors.moved(x, length, direction);
            if (iterations == limits.iterations()) {
                // the next step evaluates this point first
                return false;
            }
            now = evaluate(x);
        }
        return isFlat()
                || Vectors.largest(direction) * length <= limits.changeTolerance()
                || Math.abs(now.loss() - loss) < limits.changeTolerance();
    }

    private LinePoint search(LinePoint from) {
        double[] origin = x;
        StrongWolfe search = new StrongWolfe(from, Vectors.largest(direction), distance -> {
            Evaluated there = evaluate(Vectors.moved(origin, distance, direction));
            return new LinePoint(distance, there.loss(), there.gradient(), Vectors.dot(there.gradient(), direction));
        });
        return search.from(length);
    }

    private Evaluated evaluate(double... place) {
        evaluations++;
        ValueAndGradient<M> result = function.apply(form.with(place));
        return new Evaluated(result.value().item(), form.flat(result.gradient()));
    }

    private boolean isFlat() {
        return Vectors.largest(now.gradient()) <= limits.gradientTolerance();
    }
}
