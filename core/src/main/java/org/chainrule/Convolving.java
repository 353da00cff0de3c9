package org.chainrule;

import java.util.Arrays;
import org.chainrule.graph.DTypeException;
import org.chainrule.graph.Shape;
import org.chainrule.graph.ShapeException;

/**
 * Convolutions as matrix products over windows: for every example and group [out, in·places] · [in·places, windows]. As windows are
 * views, so are their gradients: the same products with an operand transposed. Of many examples it is one product, whose columns are
 * the windows of all, the examples innermost: neighbours then lie side by side whatever the stride.
 */
final class Convolving {
    /** So many examples fill a vector. */
    private static final int TOGETHER = 16;

    private final String name;
    private final Convolution how;
    private final int axes;
    private final int[] stride;
    private final int[] padding;
    private final int[] dilation;

    Convolving(String name, Convolution how, int axes) {
        this.name = name;
        this.how = how;
        this.axes = axes;
        this.stride = Convolution.each("stride", how.stride(), axes);
        this.padding = Convolution.each("padding", how.padding(), axes);
        this.dilation = Convolution.each("dilation", how.dilation(), axes);
    }

    /** [batch, in, extent …] by [out, in/groups, size …] gives [batch, out, windows …]. */
    Tensor apply(Tensor x, Tensor weight) {
        if (x.shape().rank() == axes + 1) {
            return apply(x.unsqueeze(0), weight).squeeze(0);
        }
        check(x, weight, weight.shape().rank() > 1 ? weight.shape().extent(1) * how.groups() : 0, 0);
        Tensor padded = padded(x);
        sliding(weight, 2).check(name, padded.shape(), "input " + x.shape() + " by weight " + weight.shape());
        boolean together = x.shape().extent(0) >= TOGETHER;
        return together ? first(together(last(padded), weight)) : each(padded, weight);
    }

    private Tensor padded(Tensor x) {
        Tensor padded = x;
        for (int i = 0; i < axes; i++) {
            padded = padded.pad(2 + i, padding[i], padding[i]);
        }
        return padded;
    }

    /** Each example by itself. */
    private Tensor each(Tensor x, Tensor weight) {
        Tensor windows = sliding(weight, 2).over(x);
        Shape counts = windows.shape().range(2 + axes, 2 + 2 * axes);
        int batch = x.shape().extent(0);
        int groups = how.groups();
        int out = weight.shape().extent(0);
        int terms = weight.shape().range(1, 2 + axes).size();
        Tensor result = groups == 1
                ? weight.reshape(out, terms).matmul(windows.reshape(batch, terms, counts.size()))
                : weight.reshape(groups, out / groups, terms)
                        .matmul(windows.reshape(batch, groups, terms, counts.size()));
        return result.reshape(Shape.of(batch, out).append(counts));
    }

    /** [in, extent …, batch] by [out, in/groups, size …] gives [out, windows …, batch]. */
    private Tensor together(Tensor x, Tensor weight) {
        Tensor windows = sliding(weight, 1).over(x);
        Shape places = windows.shape().range(1 + axes, 2 + 2 * axes);
        int groups = how.groups();
        int out = weight.shape().extent(0);
        int terms = weight.shape().range(1, 2 + axes).size();
        Tensor result = groups == 1
                ? weight.reshape(out, terms).matmul(windows.reshape(terms, places.size()))
                : weight.reshape(groups, out / groups, terms).matmul(windows.reshape(groups, terms, places.size()));
        return result.reshape(Shape.of(out).append(places));
    }

    /** The batch as the last axis. */
    private static Tensor last(Tensor x) {
        return Tensor.of(x.node().moved(0, x.shape().rank() - 1));
    }

    /** The last axis as the batch. */
    private static Tensor first(Tensor x) {
        return Tensor.of(x.node().moved(x.shape().rank() - 1, 0));
    }

    /** [batch, in, windows …] by [in, out/groups, size …] gives [batch, out, extent …]: the transpose of {@link #apply}. */
    Tensor transposed(Tensor x, Tensor weight) {
        if (x.shape().rank() == axes + 1) {
            return transposed(x.unsqueeze(0), weight).squeeze(0);
        }
        check(x, weight, weight.shape().rank() > 0 ? weight.shape().extent(0) : 0, 1);
        int batch = x.shape().extent(0);
        int groups = how.groups();
        int in = x.shape().extent(1);
        int out = weight.shape().extent(1) * groups;
        Shape counts = x.shape().range(2, 2 + axes);
        Shape sizes = weight.shape().range(2, 2 + axes);
        int[] extents = extents(counts, sizes);
        int terms = weight.shape().range(1, 2 + axes).size();
        boolean together = batch >= TOGETHER;
        Shape before = together ? Shape.of() : Shape.of(batch);
        Shape after = together ? Shape.of(batch) : Shape.of();
        int columns = counts.append(after).size();
        Tensor given = together ? last(x) : x;
        Tensor windows = groups == 1
                ? weight.reshape(in, terms)
                        .transpose()
                        .matmul(given.reshape(
                                before.append(Shape.of(in, columns)).extents()))
                : weight.reshape(groups, in / groups, terms)
                        .transpose()
                        .matmul(given.reshape(before.append(Shape.of(groups, in / groups, columns))
                                .extents()));
        Shape laidOut =
                before.append(Shape.of(out)).append(sizes).append(counts).append(after);
        Tensor added = sliding(weight, together ? 1 : 2).transposed(windows.reshape(laidOut), extents);
        Tensor laid = together ? first(added) : added;
        for (int i = 0; i < axes; i++) {
            laid = laid.slice(2 + i, padding[i], laid.shape().extent(2 + i) - padding[i]);
        }
        return laid;
    }

    /** What the windows cover, and what output padding adds. */
    private int[] extents(Shape counts, Shape sizes) {
        int[] more = Convolution.each("output padding", how.outputPadding(), axes);
        int[] extents = new int[axes];
        for (int i = 0; i < axes; i++) {
            extents[i] =
                    Math.max(0, counts.extent(i) - 1) * stride[i] + (sizes.extent(i) - 1) * dilation[i] + 1 + more[i];
            if (more[i] >= Math.max(stride[i], dilation[i]) || 2 * padding[i] > extents[i]) {
                throw new ShapeException(
                        name,
                        "output padding " + Arrays.toString(more) + ", padding " + Arrays.toString(padding)
                                + ", stride " + Arrays.toString(stride) + " for windows " + sizes,
                        "output padding is less than stride or dilation, and padding takes no more than there is");
            }
        }
        return extents;
    }

    private Sliding sliding(Tensor weight, int first) {
        int[] sizes = weight.shape().range(2, 2 + axes).extents();
        return new Sliding(first, sizes, stride, dilation);
    }

    private void check(Tensor x, Tensor weight, int channels, int outputAxis) {
        Shape from = x.shape();
        Shape by = weight.shape();
        String both =
                "input " + from + " by weight " + by + (how.groups() == 1 ? "" : " in " + how.groups() + " groups");
        if (x.dtype() != weight.dtype()) {
            throw new DTypeException(name + ": input " + x.node().type() + " by weight "
                    + weight.node().type() + "; cast() one of them");
        }
        if (from.rank() != axes + 2 || by.rank() != axes + 2) {
            String spatial = axes == 1 ? ", n" : ", h, w";
            throw new ShapeException(
                    name,
                    both,
                    "input [batch, in" + spatial + "] and weight "
                            + (outputAxis == 0 ? "[out, in/groups" : "[in, out/groups") + spatial + "] have "
                            + (axes + 2) + " axes each");
        }
        if (from.extent(1) != channels) {
            throw new ShapeException(
                    name,
                    both + ": axis 1 of the input has " + from.extent(1) + " channels, the weight takes " + channels,
                    "[batch, channels, …]; the batch comes first, then channels");
        }
        if (by.extent(0) % how.groups() != 0) {
            throw new ShapeException(
                    name, both + ": axis 0 of the weight does not divide into groups", "a multiple of the groups");
        }
    }
}
