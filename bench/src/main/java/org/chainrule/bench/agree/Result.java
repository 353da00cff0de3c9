package org.chainrule.bench.agree;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** A tensor that an engine gives, with its elements as doubles. */
public record Result(List<Integer> shape, double[] elements) {
    /** The largest difference between elements, relative where they are above 1; infinite if shapes differ or one alone is NaN. */
    public double distance(Result other) {
        if (!shape.equals(other.shape) || elements.length != other.elements.length) {
            return Double.POSITIVE_INFINITY;
        }
        double largest = 0;
        for (int i = 0; i < elements.length; i++) {
            if (Double.compare(elements[i], other.elements[i]) != 0 && elements[i] != other.elements[i]) {
                double relative = Math.abs(elements[i] - other.elements[i]) / Math.max(1, Math.abs(other.elements[i]));
                largest = Math.max(largest, Double.isNaN(relative) ? Double.POSITIVE_INFINITY : relative);
            }
        }
        return largest;
    }

    String text() {
        String numbers = Arrays.stream(elements).mapToObj(Double::toString).collect(Collectors.joining(" "));
        return shape.stream().map(String::valueOf).collect(Collectors.joining(" ")) + ":" + numbers;
    }

    static Result parse(String text) {
        String[] halves = text.split(":", -1);
        List<Integer> shape = words(halves[0]).map(Integer::valueOf).toList();
        return new Result(
                shape, words(halves[1]).mapToDouble(Double::parseDouble).toArray());
    }

    private static java.util.stream.Stream<String> words(String text) {
        return Arrays.stream(text.split(" ")).filter(word -> !word.isEmpty());
    }
}
