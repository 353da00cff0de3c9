package org.chainrule.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The derivative of a function along a line, judged against one that is claimed. Differences are taken at steps
 * {@code h, h/2, h/4 …} from h = ε^(1/5)·max(|x|, scale) on, where truncation and rounding of an extrapolated central
 * difference balance; three steps usually do, and more are taken, down to the last digits of x, where they do not agree
 * with the claim.
 *
 * @param verdict whether it is right
 * @param numeric the derivative from differences
 * @param uncertainty how far that may be off
 * @param note what the two sides do, at kinks and jumps
 */
record Slope(Verdict verdict, double numeric, double uncertainty, String note) {
    /** ε^(1/5), as a power of two. */
    private static final double FIRST = 0x1p-10;

    private static final int AT_ONCE = 3;
    private static final int MOST = 50;
    private static final int FINEST = 12;
    /** The smallest step of a glance. */
    private static final double FINEST_GLANCE = 0x1p-28;

    static Slope judge(Line line, double[] here, double[] weights, double analytic) {
        return judge(line, here, weights, analytic, Double.POSITIVE_INFINITY);
    }

    /**
     * @param finest the smallest error that must show: a tolerance above it is no pass
     */
    static Slope judge(Line line, double[] here, double[] weights, double analytic, double finest) {
        List<Rung> rungs = new ArrayList<>();
        boolean bent = false;
        for (double step = FIRST * line.scale(); goesOn(rungs, line, step, analytic); step /= 2) {
            rungs.add(Rung.of(line, here, weights, step));
            if (rungs.size() % AT_ONCE == 0) {
                bent |= isBent(rungs);
                Estimate estimate = Estimate.central(rungs);
                if (!bent
                        && estimate.agrees(analytic)
                        && estimate.tolerance(analytic) <= finest
                        && estimate.isSharp(analytic, natural(rungs, line))) {
                    return new Slope(Verdict.PASSED, estimate.value(), estimate.uncertainty(), "");
                }
            }
        }
        return classify(rungs, analytic, natural(rungs, line)).resolving(analytic, finest);
    }

    /** A pass is none if an error that must show would not. */
    private Slope resolving(double analytic, double finest) {
        double tolerance = new Estimate(numeric, uncertainty).tolerance(analytic);
        return verdict != Verdict.PASSED || tolerance <= finest
                ? this
                : new Slope(
                        Verdict.UNRESOLVED,
                        numeric,
                        uncertainty,
                        "rounding would hide an error in one entry; check more of them one by one");
    }

    /** Until the inputs cannot move less, or all that smaller steps show is rounding. */
    private static boolean goesOn(List<Rung> rungs, Line line, double step, double analytic) {
        if (rungs.size() < 2 * AT_ONCE) {
            return true;
        }
        Rung last = rungs.getLast();
        return rungs.size() < MOST
                && step >= line.smallest()
                && (!last.isFinite()
                        || last.resolves(steepest(rungs, analytic))
                        || last.noise() < Estimate.central(rungs).uncertainty());
    }

    /** The largest slope that was seen: beside it rounding must be small. */
    private static double steepest(List<Rung> rungs, double analytic) {
        return rungs.stream()
                .filter(Rung::isFinite)
                .mapToDouble(rung -> Math.max(Math.abs(rung.right()), Math.abs(rung.left())))
                .reduce(Math.abs(analytic), Math::max);
    }

    /** The slope that a function of this size would have if it changed by its size over the line's length. */
    private static double natural(List<Rung> rungs, Line line) {
        Rung first = rungs.getFirst();
        return first.noise() * first.step() / Math.ulp(1.0) / line.scale();
    }

    /** Whether the two sides' slopes do not approach each other in the last steps. */
    private static boolean isBent(List<Rung> rungs) {
        Rung last = rungs.getLast();
        Rung before = rungs.get(rungs.size() - AT_ONCE);
        return Math.abs(last.gap()) > 0.6 * Math.abs(before.gap()) && Math.abs(last.gap()) > 100 * last.noise();
    }

    private static Slope classify(List<Rung> rungs, double analytic, double natural) {
        double steepest = steepest(rungs, analytic);
        int deciding = rungs.size() - 1;
        while (deciding > 0 && !rungs.get(deciding).resolves(steepest)) {
            deciding--;
        }
        if (deciding < AT_ONCE) {
            return smooth(rungs, analytic, natural); // all is lost in rounding, or lies outside of the domain
        }
        // what large steps show is no derivative if small ones show another
        List<Rung> finest = rungs.subList(Math.max(0, deciding - FINEST), deciding + 1);
        return corner(rungs.get(deciding), rungs.get(deciding - AT_ONCE), analytic)
                .orElseGet(() -> smooth(finest, analytic, natural));
    }

    /** What three steps show of a kink or a jump right here; empty where they show none. */
    static Optional<Slope> glance(Line line, double[] here, double[] weights, double analytic) {
        Rung first = Rung.of(line, here, weights, FIRST * line.scale());
        double rounding = first.noise() * first.step();
        double resolved = Rung.RESOLVED * steepest(List.of(first), analytic);
        double step = first.step();
        while (step > FINEST_GLANCE * line.scale() && step / 8 >= line.smallest() && rounding <= resolved * step / 8) {
            step /= 8;
        }
        return step == first.step()
                ? Optional.empty()
                : corner(Rung.of(line, here, weights, step), Rung.of(line, here, weights, 8 * step), analytic);
    }

    private static Optional<Slope> corner(Rung last, Rung before, double analytic) {
        if (before.isFinite() && isJump(last, before)) {
            return Optional.of(
                    new Slope(Verdict.JUMP, last.central(), Double.POSITIVE_INFINITY, "jumps by " + last.jump()));
        }
        return before.isFinite() && isKink(last, before) ? Optional.of(kink(last, analytic)) : Optional.empty();
    }

    private static boolean isJump(Rung last, Rung before) {
        return Math.abs(last.jump()) > 0.7 * Math.abs(before.jump())
                && Math.abs(last.jump()) > 1e3 * last.noise() * last.step();
    }

    /** The slopes of the two sides differ from one another, but each side agrees with itself. */
    private static boolean isKink(Rung last, Rung before) {
        double gap = Math.abs(last.gap());
        return gap > 100 * last.noise()
                && Math.abs(last.right() - before.right()) < 0.1 * gap
                && Math.abs(last.left() - before.left()) < 0.1 * gap;
    }

    private static Slope kink(Rung rung, double analytic) {
        double tolerance = 1e-4 * Math.abs(rung.gap()) + rung.noise();
        boolean between = analytic >= rung.low() - tolerance && analytic <= rung.high() + tolerance;
        return new Slope(
                between ? Verdict.KINK : Verdict.WRONG,
                rung.central(),
                Math.abs(rung.gap()) / 2,
                "a kink: slope " + rung.left() + " on the left, " + rung.right() + " on the right");
    }

    private static Slope smooth(List<Rung> rungs, double analytic, double natural) {
        Estimate central = Estimate.central(rungs);
        Estimate estimate = central;
        String note = "";
        if (central == Estimate.NONE) {
            Estimate right = Estimate.right(rungs);
            Estimate left = Estimate.left(rungs);
            estimate = right.uncertainty() <= left.uncertainty() ? right : left;
            note = estimate == Estimate.NONE ? "not finite on either side" : "at the border of the domain";
        }
        return new Slope(verdict(estimate, analytic, natural), estimate.value(), estimate.uncertainty(), note);
    }

    private static Verdict verdict(Estimate estimate, double analytic, double natural) {
        if (!Double.isFinite(analytic)) {
            return Verdict.NON_FINITE;
        }
        if (!estimate.agrees(analytic)) {
            return estimate == Estimate.NONE ? Verdict.UNRESOLVED : Verdict.WRONG;
        }
        return estimate.isSharp(analytic, natural) ? Verdict.PASSED : Verdict.UNRESOLVED;
    }
}
