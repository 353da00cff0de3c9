package org.chainrule.bench.compare;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chainrule.bench.protocol.Cost;
import org.chainrule.bench.protocol.Failure;
import org.chainrule.bench.protocol.Line;
import org.chainrule.bench.protocol.Order;

/** Runs an engine's process and reads what it prints. */
final class Runner {
    private static final Duration STARTING = Duration.ofSeconds(60);
    private static final double PATIENCE = 5;

    private Runner() {}

    /** One line for each row of the order, in its order: a failure where the process gave nothing. */
    static List<Line> run(Contender contender, Order order, Path folder) throws InterruptedException {
        List<String> options = new ArrayList<>(contender.options());
        options.add("-Dchainrule.threads=" + order.threads());
        options.add("-D" + Cost.STARTED + "=" + System.currentTimeMillis());
        List<String> command = new ArrayList<>(Pinning.prefix(order.threads()));
        command.addAll(Jvm.command(options, contender.classPath(), contender.mainClass(), order.arguments()));
        Child.Outcome outcome = new Child(List.copyOf(command), environment(order.threads()), limit(order)).run(folder);
        List<Line> lines = outcome.output().stream()
                .map(Line::parse)
                .flatMap(Optional::stream)
                .toList();
        String otherwise = outcome.failed() ? outcome.complaint() : "it printed no result";
        return order.rows().stream()
                .map(row -> lines.stream()
                        .filter(line -> line.row().equals(row))
                        .findFirst()
                        .orElseGet(() -> new Failure(contender.name(), row, otherwise)))
                .toList();
    }

    /** The libraries beneath the peers take their number of threads from here. */
    private static Map<String, String> environment(int threads) {
        String count = Integer.toString(threads);
        return Map.of(
                "OMP_NUM_THREADS", count,
                "MKL_NUM_THREADS", count,
                "OPENBLAS_NUM_THREADS", count,
                "TF_CPP_MIN_LOG_LEVEL", "2");
    }

    private static Duration limit(Order order) {
        double seconds = order.timing().warmSeconds() + order.timing().timedSeconds();
        return STARTING.plusMillis((long) (seconds * 1000 * PATIENCE))
                .multipliedBy(order.rows().size());
    }
}
