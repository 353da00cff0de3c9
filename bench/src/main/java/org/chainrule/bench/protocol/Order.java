package org.chainrule.bench.protocol;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What an engine's process is to do, as its arguments.
 *
 * @param rows in this order, all in the one process
 */
public record Order(Mode mode, Timing timing, int threads, List<String> rows) {
    /** Times, numbers, or what comes beside the times. */
    public enum Mode {
        TIME,
        TRACE,
        COST
    }

    public List<String> arguments() {
        List<String> arguments = new ArrayList<>(List.of(
                mode.name(),
                Double.toString(timing.warmSeconds()),
                Double.toString(timing.timedSeconds()),
                Integer.toString(threads)));
        arguments.addAll(rows);
        return List.copyOf(arguments);
    }

    public static Order parse(String... arguments) {
        return new Order(
                Mode.valueOf(arguments[0]),
                new Timing(Double.parseDouble(arguments[1]), Double.parseDouble(arguments[2])),
                Integer.parseInt(arguments[3]),
                List.of(Arrays.copyOfRange(arguments, 4, arguments.length)));
    }

    /** Does all rows, each printed as soon as it is done; a row that fails leaves the others alone. */
    public void carryOut(Engine engine) {
        for (String row : rows) {
            System.out.println(answer(engine, row).text());
        }
    }

    // an engine may fail in any way, also with a linkage error; the row then says so
    @SuppressWarnings("CatchingThrowable")
    private Line answer(Engine engine, String row) {
        try {
            Task task = Task.named(row).orElseThrow(() -> new IllegalArgumentException("no task " + row));
            try (Workload workload = engine.prepare(task)) {
                return switch (mode) {
                    case TIME -> timing.measure(engine.name(), row, workload);
                    case TRACE -> Trace.of(engine.name(), task, workload);
                    case COST -> Cost.of(engine.name(), row, workload, timing.timedSeconds());
                };
            }
        } catch (Throwable failure) {
            failure.printStackTrace();
            return Failure.of(engine.name(), row, failure);
        }
    }
}
