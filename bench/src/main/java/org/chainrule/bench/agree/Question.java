package org.chainrule.bench.agree;

import java.util.List;
import java.util.SplittableRandom;

/**
 * An operation on drawn inputs: what are its values, and what are the gradients of their weighted sum by the real inputs?
 *
 * @param draw which of the operation's questions
 * @param numbers the operation's attributes: axes, strides, counts
 */
public record Question(String operation, int draw, List<Given> inputs, List<Integer> numbers) {
    public Question {
        inputs = List.copyOf(inputs);
        numbers = List.copyOf(numbers);
    }

    /** The weights of the elements of one of the results: none is 0, so that none hides. */
    public double[] weights(int result, int size) {
        SplittableRandom random = new SplittableRandom(31L * operation.hashCode() + 7L * draw + result);
        return random.doubles(size, 0.5, 1.5)
                .map(weight -> random.nextBoolean() ? weight : -weight)
                .toArray();
    }

    /** For example {@code matmul of [2, 3], [3] with []}. */
    public String text() {
        return operation + " of " + inputs.stream().map(Given::shape).toList()
                + (numbers.isEmpty() ? "" : " with " + numbers);
    }
}
