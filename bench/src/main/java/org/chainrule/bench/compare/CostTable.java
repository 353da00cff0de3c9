package org.chainrule.bench.compare;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.chainrule.bench.protocol.Cost;
import org.chainrule.bench.protocol.Failure;
import org.chainrule.bench.protocol.Line;
import org.chainrule.bench.protocol.Order;
import org.chainrule.bench.protocol.Task;
import org.chainrule.bench.protocol.Timing;

/** What workloads cost beside the time of their steps, in all engines; and what compilation costs in this one. */
public final class CostTable {
    private static final String COMPILATION = "org.chainrule.bench.engine.Compilation";
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private CostTable() {}

    /** Prints a line for each task and engine, of medians; whether this engine has all. */
    public static boolean print(List<Task> tasks, int threads, int rounds, double seconds, List<Peer> peers)
            throws InterruptedException {
        Checkout checkout = Checkout.find()
                .orElseThrow(() -> new IllegalStateException("the benchmark runs in a checkout of the repository"));
        Lineup lineup = Lineup.of(peers, List.of(), checkout);
        System.out.println(Machine.current().text());
        System.out.println("threads " + threads);
        System.out.println();
        System.out.println(header());
        boolean complete = true;
        for (Task task : tasks) {
            Order order = new Order(Order.Mode.COST, new Timing(0, seconds), threads, List.of(task.row()));
            List<Line> lines = new ArrayList<>();
            for (int round = 0; round < rounds; round++) {
                for (Contender contender : lineup.ready()) {
                    lines.addAll(Runner.run(contender, order, checkout.root()));
                }
            }
            for (Contender contender : lineup.ready()) {
                boolean told = print(task, contender.name(), lines);
                complete &= told || contender != lineup.ready().getFirst();
            }
        }
        return complete & compilation();
    }

    private static boolean print(Task task, String engine, List<Line> lines) {
        List<Cost> costs = new ArrayList<>();
        for (Line line : lines) {
            if (line instanceof Cost cost && cost.engine().equals(engine)) {
                costs.add(cost);
            } else if (line instanceof Failure failure && failure.engine().equals(engine)) {
                System.err.println(engine + ": " + failure.reason());
            }
        }
        if (!costs.isEmpty()) {
            System.out.println(row(task.row(), engine, costs));
        }
        return !costs.isEmpty();
    }

    static String header() {
        return String.format(
                "%-10s %-10s %11s %9s %10s %13s %12s",
                "row", "engine", "first step", "steady", "step", "bytes a step", "resident");
    }

    /** As {@code W2 chainrule 1.14 s 1.94 s 1.620 ms 704 312 MiB}, of the medians. */
    static String row(String row, String engine, List<Cost> costs) {
        return String.format(
                Locale.ROOT,
                "%-10s %-10s %9.2f s %7.2f s %7.3f ms %13.0f %8.0f MiB",
                row,
                engine,
                median(costs, Cost::first) / 1000,
                median(costs, Cost::steady) / 1000,
                median(costs, Cost::step),
                median(costs, Cost::allocated),
                median(costs, Cost::resident));
    }

    private static double median(List<Cost> costs, ToDoubleFunction<Cost> figure) {
        return Statistics.median(costs.stream().mapToDouble(figure).boxed().toList());
    }

    private static boolean compilation() throws InterruptedException {
        System.out.println();
        return Child.printed(COMPILATION, List.of(), PATIENCE);
    }
}
