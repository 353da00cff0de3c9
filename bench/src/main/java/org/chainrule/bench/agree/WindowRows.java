package org.chainrule.bench.agree;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Windows that slide over axes. The attributes are stride, padding, dilation, groups or window, and output padding. */
final class WindowRows {
    private WindowRows() {}

    static List<Row> rows() {
        return List.of(
                convolution("conv1d", 1),
                convolution("conv2d", 2),
                transposed("transposedConv1d", 1),
                transposed("transposedConv2d", 2),
                pooling("maxPool1d", 1, 2),
                pooling("maxPool2d", 2, 2),
                pooling("averagePool1d", 1, 1),
                pooling("averagePool2d", 2, 1),
                Row.of("windows", draw -> {
                    int size = draw.between(1, 3);
                    int dilation = draw.between(1, 2);
                    List<Integer> shape = draw.shape(2, 3, dilation * (size - 1) + 1);
                    return Asked.of(draw.reals(shape))
                            .with(draw.between(0, shape.size() - 1), size, draw.between(1, 3), dilation);
                }));
    }

    private static Row convolution(String operation, int axes) {
        return Row.of(operation, draw -> {
            int groups = draw.between(1, 2);
            int in = draw.between(1, 2);
            int out = groups * draw.between(1, 2);
            int size = draw.between(1, 3);
            int dilation = draw.between(1, 2);
            int least = dilation * (size - 1) + 1;
            return Asked.of(
                            draw.reals(shape(draw.between(1, 2), groups * in, axes, least + draw.between(0, 4))),
                            draw.reals(shape(out, in, axes, size)))
                    .with(draw.between(1, 3), draw.between(0, 2), dilation, groups);
        });
    }

    private static Row transposed(String operation, int axes) {
        return Row.of(operation, draw -> {
            int groups = draw.between(1, 2);
            int in = groups * draw.between(1, 2);
            int stride = draw.between(1, 3);
            int size = draw.between(2, 3);
            return Asked.of(
                            draw.reals(shape(draw.between(1, 2), in, axes, draw.between(2, 4))),
                            draw.reals(shape(in, draw.between(1, 2), axes, size)))
                    .with(stride, draw.between(0, 1), draw.between(1, 2), groups, draw.between(0, stride - 1));
        });
    }

    /** Padding takes up half a window at most, in libtorch too. */
    private static Row pooling(String operation, int axes, int largestDilation) {
        return Row.of(operation, draw -> {
            int window = draw.between(1, 3);
            int dilation = draw.between(1, largestDilation);
            int least = dilation * (window - 1) + 1;
            return Asked.of(draw.reals(shape(draw.between(1, 2), draw.between(1, 3), axes, least + draw.between(0, 4))))
                    .with(draw.between(1, 3), draw.between(0, window / 2), dilation, window);
        });
    }

    private static List<Integer> shape(int first, int second, int axes, int extent) {
        List<Integer> shape = new ArrayList<>(List.of(first, second));
        IntStream.range(0, axes).forEach(axis -> shape.add(extent));
        return shape;
    }
}
