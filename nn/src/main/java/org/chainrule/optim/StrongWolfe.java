package org.chainrule.optim;

import java.util.function.DoubleFunction;

/**
 * The line search for a length t at which the loss f has fallen enough and is flat enough:
 *
 * <pre>
 * f(t) ≤ f(0) + 1e-4·t·f′(0)          |f′(t)| ≤ −0.9·f′(0)
 * </pre>
 *
 * First t grows until such lengths are bracketed, then the bracket shrinks, by cubic interpolation; at most 25 evaluations after
 * the first. Source: Nocedal, Wright, "Numerical optimization", 2nd edition, algorithms 3.5 and 3.6; the order of evaluations is that of
 * {@code torch.optim.LBFGS}. A loss that is infinite or NaN counts as too high.
 *
 * @param start the point of length 0
 * @param size the largest component of the direction
 * @param along the point of a length
 */
record StrongWolfe(LinePoint start, double size, DoubleFunction<LinePoint> along) {
    private static final double ENOUGH_FALL = 1e-4;
    private static final double FLAT_ENOUGH = 0.9;
    private static final double LEAST_BRACKET = 1e-9;
    private static final int MOST_TRIES = 25;

    /** The best point found, beginning with a length. */
    LinePoint from(double length) {
        LinePoint before = start;
        LinePoint now = along.apply(length);
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            if (isHigh(now) || (tries > 1 && now.loss() >= before.loss()) || now.slope() >= 0 && !isFlat(now)) {
                return zoom(new Bracket(before, now), tries);
            }
            if (isFlat(now)) {
                return now;
            }
            double least = now.length() + 0.01 * (now.length() - before.length());
            double next = LinePoint.least(before, now, least, now.length() * 10);
            before = now;
            now = along.apply(next);
        }
        return new Bracket(start, now).low();
    }

    private boolean isHigh(LinePoint point) {
        return !(point.loss() <= start.loss() + ENOUGH_FALL * point.length() * start.slope());
    }

    private boolean isFlat(LinePoint point) {
        return Math.abs(point.slope()) <= -FLAT_ENOUGH * start.slope();
    }

    private LinePoint zoom(Bracket first, int tried) {
        Bracket bracket = first;
        boolean wasNearEnd = false;
        for (int tries = tried; tries < MOST_TRIES && bracket.width() * size >= LEAST_BRACKET; tries++) {
            double length = bracket.least();
            boolean isNearEnd = bracket.isNearEnd(length);
            if (isNearEnd && (wasNearEnd || !bracket.holds(length))) {
                length = bracket.inward(length);
                isNearEnd = false;
            }
            wasNearEnd = isNearEnd;
            LinePoint point = along.apply(length);
            if (isHigh(point) || point.loss() >= bracket.low().loss()) {
                bracket = bracket.withHigh(point);
            } else if (isFlat(point)) {
                return point;
            } else {
                bracket = bracket.withLow(point);
            }
        }
        return bracket.low();
    }

    /** Two points with a good length between them; of equal losses the first is the low one. */
    private record Bracket(LinePoint first, LinePoint second, boolean isFirstLow) {
        private static final double MARGIN = 0.1;

        Bracket(LinePoint first, LinePoint second) {
            this(first, second, !(first.loss() > second.loss()));
        }

        LinePoint low() {
            return isFirstLow ? first : second;
        }

        LinePoint high() {
            return isFirstLow ? second : first;
        }

        private double left() {
            return Math.min(first.length(), second.length());
        }

        private double right() {
            return Math.max(first.length(), second.length());
        }

        double width() {
            return right() - left();
        }

        double least() {
            return LinePoint.least(first, second, left(), right());
        }

        boolean isNearEnd(double length) {
            return Math.min(right() - length, length - left()) < MARGIN * width();
        }

        boolean holds(double length) {
            return left() < length && length < right();
        }

        double inward(double length) {
            boolean isRight = right() - length < length - left();
            return isRight ? right() - MARGIN * width() : left() + MARGIN * width();
        }

        /** With the high point replaced. */
        Bracket withHigh(LinePoint point) {
            return isFirstLow ? new Bracket(first, point) : new Bracket(point, second);
        }

        /** With a lower point; the slope there says which of the two it stands across from. */
        Bracket withLow(LinePoint point) {
            boolean turns = point.slope() * (high().length() - low().length()) >= 0;
            LinePoint opposite = turns ? low() : high();
            return isFirstLow ? new Bracket(point, opposite, true) : new Bracket(opposite, point, false);
        }
    }
}
