package org.chainrule.bench.compare;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chainrule.bench.protocol.Cost;
import org.chainrule.bench.protocol.Failure;
import org.chainrule.bench.protocol.Line;
import org.chainrule.bench.protocol.Order;
import org.chainrule.bench.protocol.Product;
import org.chainrule.bench.protocol.Result;
import org.chainrule.bench.protocol.Task;
import org.chainrule.bench.protocol.Timing;
import org.chainrule.bench.protocol.Trace;

/**
 * The engines' answers in rounds: every round runs each engine once, beginning with another one, so that what slows the
 * machine for a while slows all of them.
 */
final class Comparison {
    private final Plan plan;
    private final Lineup lineup;
    private final Path folder;

    Comparison(Plan plan, Lineup lineup, Path folder) {
        this.plan = plan;
        this.lineup = lineup;
        this.folder = folder;
    }

    /** Prints a row for each task; whether this engine has an answer for all. */
    boolean print() throws InterruptedException {
        boolean complete = true;
        for (List<Task> group : groups()) {
            List<Line> lines = new ArrayList<>();
            for (int round = 0; round < plan.rounds(); round++) {
                lines.addAll(round(round, Order.Mode.TIME, group));
            }
            List<Result> results = lines.stream()
                    .filter(Result.class::isInstance)
                    .map(Result.class::cast)
                    .toList();
            for (Task task : group) {
                Row row = Row.of(task, lineup.columns(), results);
                System.out.println(row.text());
                System.out.println(row.bestSteps());
                complete &= row.own().isPresent();
            }
        }
        return complete;
    }

    /** Prints how far the engines' numbers are from the reference's; whether this engine's are near enough. */
    boolean verify() throws InterruptedException {
        boolean agrees = true;
        for (Task task : plan.tasks()) {
            Map<String, Trace> traces = new LinkedHashMap<>();
            for (Line line : round(0, Order.Mode.TRACE, List.of(task))) {
                if (line instanceof Trace trace) {
                    traces.put(trace.engine(), trace);
                }
            }
            Agreement agreement = Agreement.of(task, lineup.columns(), traces);
            System.out.println(agreement.text());
            agrees &= agreement.holds();
        }
        return agrees;
    }

    // a process for each task; products share one, since they need no warm-up of their own; a quick plan has one for
    // all
    private List<List<Task>> groups() {
        if (plan.oneProcess()) {
            return List.of(plan.tasks());
        }
        Map<String, List<Task>> groups = new LinkedHashMap<>();
        for (Task task : plan.tasks()) {
            String group = task instanceof Product ? "matmul" : task.row();
            groups.computeIfAbsent(group, _ -> new ArrayList<>()).add(task);
        }
        return List.copyOf(groups.values());
    }

    private List<Line> round(int number, Order.Mode mode, List<Task> tasks) throws InterruptedException {
        List<Contender> contenders = new ArrayList<>(lineup.ready());
        Collections.rotate(contenders, -number);
        Order order = new Order(
                mode,
                new Timing(plan.warmSeconds(), plan.timedSeconds()),
                plan.threads(),
                tasks.stream().map(Task::row).toList());
        List<Line> lines = new ArrayList<>();
        for (Contender contender : contenders) {
            for (Line line : Runner.run(contender, order, folder)) {
                report(number, line);
                lines.add(line);
            }
        }
        return lines;
    }

    private void report(int round, Line line) {
        Optional<String> told = switch (line) {
            case Failure failure -> Optional.of("failed: " + failure.reason());
            case Result result ->
                Task.named(result.row()).map(task -> Quantity.of(task).show(result.median()));
            case Trace _, Cost _ -> Optional.empty();
        };
        told.ifPresent(text -> System.err.println("round " + (round + 1) + " of " + plan.rounds() + ": " + line.row()
                + " " + line.engine() + " " + text));
    }
}
