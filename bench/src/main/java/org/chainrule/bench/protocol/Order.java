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

    /**
     * Does all rows; a row that fails leaves the others alone. Times are taken once all rows are warm, as compilers work on while other rows
     * run.
     */
    public void carryOut(Engine engine) {
        List<Runnable> later = new ArrayList<>();
        for (String row : rows) {
            answer(engine, row, () -> begin(engine, row, later));
        }
        later.forEach(Runnable::run);
    }

    /** Answers at once, or later. */
    private void begin(Engine engine, String row, List<Runnable> later) {
        Task task = Task.named(row).orElseThrow(() -> new IllegalArgumentException("no task " + row));
        Workload workload = engine.prepare(task);
        switch (mode) {
            case TIME -> {
                double first = timing.warm(workload);
                later.add(() -> answer(engine, row, () -> {
                    try (workload) {
                        print(timing.measure(engine.name(), row, workload, first));
                    }
                }));
            }
            case TRACE -> {
                try (workload) {
                    print(Trace.of(engine.name(), task, workload));
                }
            }
            case COST -> {
                try (workload) {
                    print(Cost.of(engine.name(), row, workload, timing.timedSeconds()));
                }
            }
        }
    }

    private static void print(Line line) {
        System.out.println(line.text());
    }

    // an engine may fail in any way, also with a linkage error; the row then says so
    @SuppressWarnings("CatchingThrowable")
    private static void answer(Engine engine, String row, Runnable work) {
        try {
            work.run();
        } catch (Throwable failure) {
            failure.printStackTrace();
            print(Failure.of(engine.name(), row, failure));
        }
    }
}
