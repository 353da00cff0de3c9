package org.chainrule;

import java.util.List;
import java.util.Locale;
import org.chainrule.runtime.Recorder;

/**
 * Where the time of compiled functions goes, kernel by kernel:
 *
 * <pre>{@code
 * try (Profile profile = Profile.start()) {
 *     loop.step(batch);
 *     System.out.println(profile);
 * }
 * }</pre>
 *
 * <p>With {@code -Dchainrule.profile=true} everything is profiled, and the table is printed to the error stream at the end. While a
 * profile runs, a recording of Java Flight Recorder holds an event {@code org.chainrule.Instruction} for every kernel's run. One profile
 * runs at a time; a later one takes over.
 */
public final class Profile implements AutoCloseable {
    /** Of the whole time; what takes less has no line of its own in the table. */
    private static final double LEAST = 1e-3;

    private final Recorder recorder = new Recorder();

    private Profile() {}

    /** Begins to measure all compiled functions, in all threads. */
    public static Profile start() {
        Profile profile = new Profile();
        profile.recorder.start();
        return profile;
    }

    /** Measures from now to the end of the process, if the property {@code chainrule.profile} says so. */
    static void startIfAsked() {
        if (Boolean.getBoolean("chainrule.profile")) {
            Profile profile = start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> System.err.print(profile)));
        }
    }

    /** Measures no longer. The table stays. */
    @Override
    public void close() {
        recorder.stop();
    }

    /**
     * One kind of kernel.
     *
     * @param kind what it is: a loop, a product, a gather …
     * @param source the lines of the user's program that it comes from, each with the parts of it that the kernel computes, as
     *     {@code Digits.java:17 (Mlp › Dense backward)}
     * @param runs how often it ran
     * @param seconds what all runs took
     * @param share of the time of all kernels, from 0 to 1
     * @param gigaflops floating-point operations in a nanosecond; in loops, those of its steps
     * @param gigabytes in a second, if each buffer is read and written once
     */
    public record Row(
            String kind, String source, long runs, double seconds, double share, double gigaflops, double gigabytes) {}

    /** What was measured so far, the longest first. */
    public List<Row> rows() {
        List<Recorder.Total> totals = recorder.totals();
        double all = totals.stream().mapToLong(Recorder.Total::nanos).sum();
        return totals.stream()
                .map(total -> new Row(
                        total.work().kind(),
                        total.work().source(),
                        total.runs(),
                        total.nanos() * 1e-9,
                        total.nanos() / Math.max(1, all),
                        total.work().operations() * total.runs() / Math.max(1, total.nanos()),
                        total.work().bytes() * total.runs() / Math.max(1, total.nanos())))
                .toList();
    }

    /** The rows as a table: those below a tenth of a percent together, and at its end what all came to. */
    @Override
    public String toString() {
        return table(rows());
    }

    static String table(List<Row> rows) {
        StringBuilder table = new StringBuilder(" share       runs    µs/run  GFLOP/s     GB/s  kernel\n");
        rows.stream().filter(row -> row.share >= LEAST).forEach(row -> table.append(line(row)));
        List<Row> small = rows.stream().filter(row -> row.share < LEAST).toList();
        if (!small.isEmpty()) {
            table.append(summary(small, "below 0.1% each"));
        }
        return table.append(summary(rows, "in all")).toString();
    }

    private static String line(Row row) {
        double microseconds = 1e6 * row.seconds / row.runs;
        return String.format(
                Locale.ROOT,
                // to the nanosecond where tenths of a microsecond tell nothing
                "%5.1f%% %10d " + (microseconds < 1 ? "%9.3f" : "%9.1f") + " %8.1f %8.1f  %s   %s%n",
                100 * row.share,
                row.runs,
                microseconds,
                row.gigaflops,
                row.gigabytes,
                row.kind,
                row.source);
    }

    private static String summary(List<Row> rows, String which) {
        return String.format(
                Locale.ROOT,
                "%5.1f%% %10d %28s %d %s: %.3f s%n",
                100 * rows.stream().mapToDouble(Row::share).sum(),
                rows.stream().mapToLong(Row::runs).sum(),
                "",
                rows.size(),
                (rows.size() == 1 ? "kernel " : "kernels ") + which,
                rows.stream().mapToDouble(Row::seconds).sum());
    }
}
