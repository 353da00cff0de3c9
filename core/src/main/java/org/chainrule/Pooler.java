package org.chainrule;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.chainrule.graph.Combine;
import org.chainrule.graph.DType;
import org.chainrule.graph.Leaf;
import org.chainrule.graph.Shape;
import org.chainrule.graph.ShapeException;

/** Poolings as reductions over windows of the last axes. */
final class Pooler {
    private final String name;
    private final int axes;
    private final int[] window;
    private final int[] stride;
    private final int[] padding;
    private final int[] dilation;

    Pooler(String name, Pooling how, int axes) {
        this.name = name;
        this.axes = axes;
        this.window = Convolution.each("window", how.window(), axes);
        this.stride = Convolution.each("stride", how.stride(), axes);
        this.padding = Convolution.each("padding", how.padding(), axes);
        this.dilation = Convolution.each("dilation", how.dilation(), axes);
        for (int i = 0; i < axes; i++) {
            if (2 * padding[i] > window[i]) {
                throw new ShapeException(
                        name,
                        "padding " + Arrays.toString(padding) + " for windows " + Arrays.toString(window),
                        "at most half of the window, or windows of padding alone would arise");
            }
        }
    }

    Tensor largest(Tensor x) {
        Tensor padded = Arrays.stream(padding).allMatch(zeros -> zeros == 0) ? x : surrounded(x);
        return windows(padded, x).max(places(x));
    }

    Tensor mean(Tensor x) {
        double count = IntStream.of(window).asLongStream().reduce(1, (a, b) -> a * b);
        return windows(padded(x), x).sum(places(x)).div(count);
    }

    private Tensor padded(Tensor x) {
        Tensor result = x;
        for (int i = 0; i < axes; i++) {
            result = result.pad(first(x) + i, padding[i], padding[i]);
        }
        return result;
    }

    /** With what is smaller than everything around it. */
    private Tensor surrounded(Tensor x) {
        Tensor inside = Tensor.of(Leaf.Literal.of(DType.BOOL, 1)).broadcastTo(x.shape());
        double least = x.dtype().isFloating() ? Double.NEGATIVE_INFINITY : Combine.MAX.identity(x.dtype());
        return padded(inside).where(padded(x), least);
    }

    private Tensor windows(Tensor padded, Tensor x) {
        Sliding sliding = new Sliding(first(x), window, stride, dilation);
        sliding.check(name, padded.shape(), "input " + x.shape());
        return sliding.over(padded);
    }

    private int[] places(Tensor x) {
        return IntStream.range(first(x), first(x) + axes).toArray();
    }

    private int first(Tensor x) {
        Shape shape = x.shape();
        if (shape.rank() < axes) {
            throw new ShapeException(name, "input " + shape, "it takes at least " + axes + " axes");
        }
        return shape.rank() - axes;
    }
}
