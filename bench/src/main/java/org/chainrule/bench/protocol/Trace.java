package org.chainrule.bench.protocol;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** What an engine observed, step after step. */
public record Trace(String engine, String row, List<Double> numbers) implements Line {
    static final String WORD = "TRACE";

    /** The observations of a workload's first steps. */
    static Trace of(String engine, Task task, Workload workload) {
        List<Double> numbers = new java.util.ArrayList<>();
        for (int step = 0; step < task.tracedSteps(); step++) {
            for (double number : workload.observedStep()) {
                numbers.add(number);
            }
        }
        return new Trace(engine, task.row(), List.copyOf(numbers));
    }

    /**
     * The largest difference to other observations, relative to their size where that is above 1; infinite if their numbers
     * differ in count or one is NaN.
     */
    public double distance(Trace other) {
        if (numbers.size() != other.numbers.size()) {
            return Double.POSITIVE_INFINITY;
        }
        double largest = 0;
        for (int i = 0; i < numbers.size(); i++) {
            double difference = Math.abs(numbers.get(i) - other.numbers.get(i));
            double relative = difference / Math.max(1, Math.abs(other.numbers.get(i)));
            largest = Math.max(largest, Double.isNaN(relative) ? Double.POSITIVE_INFINITY : relative);
        }
        return largest;
    }

    @Override
    public String text() {
        return WORD + "," + engine + "," + row + ","
                + numbers.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    static Trace of(String[] fields) {
        List<Double> numbers =
                Arrays.stream(fields, 3, fields.length).map(Double::valueOf).toList();
        return new Trace(fields[1], fields[2], numbers);
    }
}
