package org.chainrule.bench.trajectory;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The course of a training, as an engine prints it in a line.
 *
 * @param losses before each step
 * @param parameters after the last, those of all tensors one after the other
 */
public record Trajectory(String rule, List<Double> losses, List<Double> parameters) {
    private static final String WORD = "TRAJECTORY";

    public Trajectory {
        losses = List.copyOf(losses);
        parameters = List.copyOf(parameters);
    }

    /** The line; every number is told exactly. */
    public String text() {
        return String.join(",", WORD, rule, numbers(losses), numbers(parameters));
    }

    private static String numbers(List<Double> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(" "));
    }

    /** The trajectory of a line, if it is one. */
    public static Optional<Trajectory> parse(String line) {
        String[] fields = line.split(",", -1);
        if (fields.length != 4 || !fields[0].equals(WORD)) {
            return Optional.empty();
        }
        return Optional.of(new Trajectory(fields[1], numbers(fields[2]), numbers(fields[3])));
    }

    private static List<Double> numbers(String text) {
        return Arrays.stream(text.split(" ")).map(Double::valueOf).toList();
    }

    /**
     * How far two courses are apart: the largest distance of two losses or two parameters, relative to the other's. Infinite if
     * there is a NaN, or not as many numbers.
     */
    public double distance(Trajectory other) {
        return Math.max(distance(losses, other.losses), distance(parameters, other.parameters));
    }

    private static double distance(List<Double> mine, List<Double> theirs) {
        double largest = mine.size() == theirs.size() ? 0 : Double.POSITIVE_INFINITY;
        for (int i = 0; i < Math.min(mine.size(), theirs.size()); i++) {
            double difference = Math.abs(mine.get(i) - theirs.get(i));
            double relative = difference == 0 ? 0 : difference / Math.abs(theirs.get(i));
            largest = Math.max(largest, Double.isNaN(relative) ? Double.POSITIVE_INFINITY : relative);
        }
        return largest;
    }
}
