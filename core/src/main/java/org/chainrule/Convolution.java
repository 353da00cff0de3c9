package org.chainrule;

import java.util.List;
import java.util.stream.IntStream;
import org.chainrule.graph.ShapeException;

/**
 * How the windows of a convolution lie on its input. Lists have one number for each spatial axis, or one for all of them.
 *
 * @param stride how far a window starts after the one before
 * @param padding zeros put before and after each axis
 * @param dilation how far apart the places of a window are
 * @param groups into how many groups the channels fall; each group of outputs sees one group of inputs
 * @param outputPadding of transposed convolutions: how many elements longer the result is, which the other numbers leave open
 */
public record Convolution(
        List<Integer> stride, List<Integer> padding, List<Integer> dilation, int groups, List<Integer> outputPadding) {
    /** Stride 1, no padding, no dilation, one group. */
    public static final Convolution PLAIN = new Convolution(List.of(1), List.of(0), List.of(1), 1, List.of(0));

    public Convolution {
        stride = least("stride", 1, stride);
        padding = least("padding", 0, padding);
        dilation = least("dilation", 1, dilation);
        outputPadding = least("output padding", 0, outputPadding);
        if (groups < 1) {
            throw new ShapeException("convolution", groups + " groups", "at least 1");
        }
    }

    public Convolution withStride(int... steps) {
        return new Convolution(list(steps), padding, dilation, groups, outputPadding);
    }

    public Convolution withPadding(int... zeros) {
        return new Convolution(stride, list(zeros), dilation, groups, outputPadding);
    }

    public Convolution withDilation(int... distances) {
        return new Convolution(stride, padding, list(distances), groups, outputPadding);
    }

    public Convolution withGroups(int count) {
        return new Convolution(stride, padding, dilation, count, outputPadding);
    }

    public Convolution withOutputPadding(int... elements) {
        return new Convolution(stride, padding, dilation, groups, list(elements));
    }

    static List<Integer> list(int... numbers) {
        return IntStream.of(numbers).boxed().toList();
    }

    /** The numbers of spatial axes, of which there are so many. */
    static int[] each(String name, List<Integer> numbers, int axes) {
        if (numbers.size() != 1 && numbers.size() != axes) {
            throw new ShapeException(
                    "convolution",
                    name + " " + numbers + " for " + axes + " spatial axes",
                    "one number for each, or one for all");
        }
        return IntStream.range(0, axes)
                .map(axis -> numbers.get(numbers.size() == 1 ? 0 : axis))
                .toArray();
    }

    static List<Integer> least(String name, int least, List<Integer> numbers) {
        if (numbers.isEmpty() || numbers.stream().anyMatch(number -> number < least)) {
            throw new ShapeException("convolution", name + " " + numbers, "at least " + least);
        }
        return List.copyOf(numbers);
    }
}
