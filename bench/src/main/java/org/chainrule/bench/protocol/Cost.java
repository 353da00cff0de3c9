package org.chainrule.bench.protocol;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * What a row costs beside the time of its steps.
 *
 * @param first milliseconds from the start of the process to the end of the first step
 * @param steady milliseconds from the start of the process until steps are as fast as they stay
 * @param step the median of the second half of all steps, in milliseconds
 * @param allocated bytes of Java objects that a step leaves behind
 * @param resident the most memory that the process had, in MiB; NaN where Linux does not tell
 */
public record Cost(
        String engine, String row, double first, double steady, double step, double allocated, double resident)
        implements Line {
    /** The system property that says when the process was started, in milliseconds since 1970. */
    public static final String STARTED = "chainrule.bench.started";

    static final String WORD = "COST";

    /** Steps are as fast as they stay when the median of so many is near the median of the last ones. */
    private static final int WINDOW = 9;

    private static final double NEAR = 1.3;
    private static final int ALLOCATING_STEPS = 200;
    private static final double ALLOCATING_SECONDS = 2;

    /** Looks at a workload for some seconds. The process should have done nothing else before. */
    static Cost of(String engine, String row, Workload workload, double seconds) {
        workload.step();
        long now = System.currentTimeMillis();
        double first =
                now - Long.getLong(STARTED, ManagementFactory.getRuntimeMXBean().getStartTime());
        List<double[]> steps = new ArrayList<>();
        long begin = System.nanoTime();
        while (steps.size() < 2 * WINDOW || System.nanoTime() - begin < seconds * 1e9) {
            long before = System.nanoTime();
            workload.step();
            long after = System.nanoTime();
            steps.add(new double[] {(after - begin) / 1e6, (after - before) / 1e6});
        }
        double usual = median(steps.subList(steps.size() / 2, steps.size()));
        return new Cost(engine, row, first, first + settled(steps, usual), usual, allocated(workload), highWater());
    }

    /** When the first window of steps near the usual time begins, in milliseconds after the first step. */
    private static double settled(List<double[]> steps, double usual) {
        for (int from = 0; from + WINDOW <= steps.size(); from++) {
            if (median(steps.subList(from, from + WINDOW)) <= NEAR * usual) {
                return steps.get(from)[0];
            }
        }
        return Double.NaN;
    }

    private static double median(List<double[]> steps) {
        double[] times = steps.stream().mapToDouble(step -> step[1]).sorted().toArray();
        return times[times.length / 2];
    }

    /** By all threads that are there before and after. */
    private static double allocated(Workload workload) {
        if (!(ManagementFactory.getThreadMXBean() instanceof ThreadMXBean threads)) {
            return Double.NaN;
        }
        long[] all = threads.getAllThreadIds();
        long[] before = threads.getThreadAllocatedBytes(all);
        long begin = System.nanoTime();
        int steps = 0;
        while (steps == 0 || steps < ALLOCATING_STEPS && System.nanoTime() - begin < ALLOCATING_SECONDS * 1e9) {
            workload.step();
            steps++;
        }
        long[] after = threads.getThreadAllocatedBytes(all);
        long sum = 0;
        for (int i = 0; i < all.length; i++) {
            sum += Math.max(0, after[i] - before[i]);
        }
        return (double) sum / steps;
    }

    private static double highWater() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
            OptionalDouble kibibytes = lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")))
                    .findFirst();
            return kibibytes.orElse(Double.NaN) / 1024;
        } catch (IOException e) {
            return Double.NaN;
        }
    }

    @Override
    public String text() {
        return String.format(
                Locale.ROOT,
                "%s,%s,%s,%.1f,%.1f,%.5f,%.1f,%.1f",
                WORD,
                engine,
                row,
                first,
                steady,
                step,
                allocated,
                resident);
    }

    static Cost of(String[] fields) {
        double[] numbers = Arrays.stream(fields, 3, fields.length)
                .mapToDouble(Double::parseDouble)
                .toArray();
        return new Cost(fields[1], fields[2], numbers[0], numbers[1], numbers[2], numbers[3], numbers[4]);
    }
}
