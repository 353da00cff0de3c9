package org.chainrule.bench.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.chainrule.bench.protocol.Task;
import org.chainrule.bench.protocol.Trace;

/**
 * How far each engine's numbers are from libtorch's, from the same weights and data.
 *
 * @param distances in the order of the columns; nothing where an engine or the reference failed
 */
record Agreement(Task task, List<String> engines, List<Optional<Double>> distances) {
    /** Losses are equal if they differ by no more; float32 rounds 20 steps apart by less. */
    static final double TOLERANCE = 1e-4;

    static Agreement of(Task task, List<String> columns, Map<String, Trace> traces) {
        List<String> engines = columns.stream()
                .filter(engine -> !engine.equals(Bench.REFERENCE))
                .toList();
        Optional<Trace> reference = Optional.ofNullable(traces.get(Bench.REFERENCE));
        List<Optional<Double>> distances = new ArrayList<>();
        for (String engine : engines) {
            Optional<Trace> trace = Optional.ofNullable(traces.get(engine));
            distances.add(reference.flatMap(from -> trace.map(to -> to.distance(from))));
        }
        return new Agreement(task, engines, List.copyOf(distances));
    }

    /** Whether this engine's numbers are the reference's. */
    boolean holds() {
        return distances.getFirst().filter(distance -> distance <= TOLERANCE).isPresent();
    }

    /** As {@code W2 chainrule 2.1e-06  tfjava 6.7e-04  from libtorch, 20 steps: equal}. */
    String text() {
        StringBuilder text = new StringBuilder(task.row());
        for (int i = 0; i < engines.size(); i++) {
            String distance = distances
                    .get(i)
                    .map(number -> String.format(Locale.ROOT, "%.1e", number))
                    .orElse("n/a");
            text.append(i == 0 ? " " : "  ").append(engines.get(i)).append(' ').append(distance);
        }
        String verdict = distances.getFirst().isEmpty() ? "not compared" : holds() ? "equal" : "DIFFERENT";
        return text + "  from " + Bench.REFERENCE + ", " + steps(task.tracedSteps()) + ": " + verdict;
    }

    private static String steps(int count) {
        return count == 1 ? "1 step" : count + " steps";
    }
}
