package org.chainrule.bench.protocol;

import java.util.Arrays;

/** Steady state: steps for some seconds that do not count, then steps timed one by one. */
public record Timing(double warmSeconds, double timedSeconds) {
    private static final int LEAST_STEPS = 5;
    private static final int MOST_STEPS = 1 << 22;
    /** Room to begin with: little, as it counts as the process's memory. */
    private static final int FEW_STEPS = 1 << 12;

    /** Steps that do not count; what the first one observes. */
    double warm(Workload workload) {
        double first = workload.observedStep()[0];
        long start = System.nanoTime();
        int warmed = 0;
        while (warmed < LEAST_STEPS || secondsSince(start) < warmSeconds) {
            workload.step();
            warmed++;
        }
        return first;
    }

    /**
     * The times of a workload that is warm; what it observes is read at the last step only.
     *
     * @param first what it observed at its first step
     */
    Result measure(String engine, String row, Workload workload, double first) {
        double[] milliseconds = new double[FEW_STEPS];
        int steps = 0;
        long start = System.nanoTime();
        while (steps < LEAST_STEPS || (secondsSince(start) < timedSeconds && steps < MOST_STEPS)) {
            if (steps == milliseconds.length) {
                milliseconds = Arrays.copyOf(milliseconds, 2 * steps);
            }
            long before = System.nanoTime();
            workload.step();
            milliseconds[steps++] = (System.nanoTime() - before) / 1e6;
        }
        double last = workload.observedStep()[0];
        Arrays.sort(milliseconds, 0, steps);
        return new Result(
                engine,
                row,
                milliseconds[steps / 2],
                milliseconds[0],
                milliseconds[steps - 1],
                milliseconds[(int) (steps * 0.9)],
                steps,
                first,
                last);
    }

    private static double secondsSince(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
