package org.chainrule.lens.watch;

/**
 * How often a training is looked at: at each of the first steps, then evenly up to its end, so that a record of any length stays small;
 * and so seldom that all looks together take no more than a sixth of a second and a fiftieth of the time, but for a few that are taken on
 * any machine, so that there is something to see.
 */
final class Pace {
    private static final int DENSE = 8;
    private static final int LOOKS = 400;

    /** So many looks are taken whatever they cost, and of the steps at most so small a part is looked at for that. */
    private static final int CERTAIN = 10;

    private static final int SELDOM = 20;

    private static final double FREE_SECONDS = 0.15;
    private static final double SHARE = 0.02;

    private final long total;
    private final long begun = System.nanoTime();
    private long nextStep;
    private long certainStep;
    private double spent;
    private boolean isWarm;

    /**
     * A training begins, or goes on.
     *
     * @param step that is learnt by now
     * @param total how many steps there will be, at most
     */
    Pace(long step, long total) {
        this.nextStep = step;
        this.total = total;
    }

    boolean isDue(long step) {
        // what is free is shared out over the whole way, as the first looks are slow
        double free = FREE_SECONDS * (0.1 + 0.9 * step / total);
        return step >= nextStep && (step >= certainStep || spent <= free + SHARE * seconds(begun));
    }

    /** A look was taken. */
    void looked(long step, long sinceNanos) {
        nextStep = step < DENSE ? step + 1 : step + Math.max(1, total / LOOKS);
        certainStep = step + Math.max(SELDOM, total / CERTAIN);
        // the first one compiles, and says nothing of the others
        spent += isWarm ? seconds(sinceNanos) : 0;
        isWarm = true;
    }

    private static double seconds(long sinceNanos) {
        return (System.nanoTime() - sinceNanos) * 1e-9;
    }
}
