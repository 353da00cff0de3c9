package org.chainrule.bench.compare;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.chainrule.bench.protocol.Result;
import org.chainrule.bench.protocol.Task;

/**
 * A task and what each engine reached; nothing where it failed.
 *
 * @param measurements by engine, this one first
 */
record Row(Task task, Map<String, Optional<Measurement>> measurements) {
    private static final String MISSING = "n/a";

    /** The row of the results that the rounds gave. */
    static Row of(Task task, List<String> engines, List<Result> results) {
        Map<String, Optional<Measurement>> measurements = new LinkedHashMap<>();
        for (String engine : engines) {
            List<Result> rounds = results.stream()
                    .filter(result ->
                            result.engine().equals(engine) && result.row().equals(task.row()))
                    .toList();
            measurements.put(engine, rounds.isEmpty() ? Optional.empty() : Optional.of(Measurement.of(rounds)));
        }
        return new Row(task, measurements);
    }

    /** What this engine reached. */
    Optional<Measurement> own() {
        return measurements.values().stream().findFirst().flatMap(measurement -> measurement);
    }

    /** How many times as fast this engine is as the fastest of its peers; nothing if either is missing. */
    OptionalDouble speedup() {
        Optional<Measurement> own = own();
        OptionalDouble peer = measurements.values().stream()
                .skip(1)
                .flatMap(Optional::stream)
                .mapToDouble(Measurement::median)
                .min();
        return own.isEmpty() || peer.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(peer.getAsDouble() / own.get().median());
    }

    /** As {@code W2 chainrule 4.13 ms  tfjava 4.22 ms  libtorch 5.61 ms  speedup-over-best 1.02}. */
    String text() {
        OptionalDouble speedup = speedup();
        String ratio = speedup.isEmpty() ? MISSING : String.format(Locale.ROOT, "%.2f", speedup.getAsDouble());
        return task.row() + " " + figures(Measurement::median) + "  speedup-over-best " + ratio;
    }

    /** The best single steps, in the same form. */
    String bestSteps() {
        return "    best step: " + figures(Measurement::best);
    }

    private String figures(ToDoubleFunction<Measurement> figure) {
        Quantity quantity = Quantity.of(task);
        return measurements.entrySet().stream()
                .map(entry -> entry.getKey() + " "
                        + entry.getValue()
                                .map(measurement -> quantity.show(figure.applyAsDouble(measurement)))
                                .orElse(MISSING))
                .collect(Collectors.joining("  "));
    }
}
