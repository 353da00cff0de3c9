package org.chainrule;

import org.chainrule.graph.Node;

/**
 * Windows that slide over axes: convolutions and poolings, with PyTorch's layouts and meanings. The batch axis may be missing in
 * convolutions; poolings take any axes before those they pool.
 */
public sealed interface Convolutions permits Tensor {
    Node node();

    /**
     * Convolution over one axis: [batch, in, n] by [out, in/groups, size] gives [batch, out, m],
     * m = ⌊(n + 2·padding − dilation·(size − 1) − 1) / stride⌋ + 1, where
     * {@code y[b, o, t] = Σ_{c, j} weight[o, c, j] · x[b, c, t·stride + j·dilation − padding]}.
     *
     * @throws org.chainrule.graph.ShapeException if channels do not fit, or a window is larger than the padded input
     */
    default Tensor conv1d(Tensor weight, Convolution how) {
        return new Convolving("conv1d", how, 1).apply(Tensor.of(node()), weight);
    }

    default Tensor conv1d(Tensor weight) {
        return conv1d(weight, Convolution.PLAIN);
    }

    /** Convolution over two axes, as {@link #conv1d}: [batch, in, h, w] by [out, in/groups, rows, columns]. */
    default Tensor conv2d(Tensor weight, Convolution how) {
        return new Convolving("conv2d", how, 2).apply(Tensor.of(node()), weight);
    }

    default Tensor conv2d(Tensor weight) {
        return conv2d(weight, Convolution.PLAIN);
    }

    /**
     * The transpose of {@link #conv1d}, as a linear map of its input: [batch, in, n] by [in, out/groups, size] gives [batch, out, m],
     * m = (n − 1)·stride − 2·padding + dilation·(size − 1) + 1 + output padding.
     */
    default Tensor transposedConv1d(Tensor weight, Convolution how) {
        return new Convolving("transposedConv1d", how, 1).transposed(Tensor.of(node()), weight);
    }

    /** The transpose of {@link #conv2d}, as {@link #transposedConv1d}. */
    default Tensor transposedConv2d(Tensor weight, Convolution how) {
        return new Convolving("transposedConv2d", how, 2).transposed(Tensor.of(node()), weight);
    }

    /** The largest of every window along the last axis. Elements that tie share the gradient evenly. */
    default Tensor maxPool1d(Pooling how) {
        return new Pooler("maxPool1d", how, 1).largest(Tensor.of(node()));
    }

    /** The largest of every window over the last two axes, as {@link #maxPool1d}. */
    default Tensor maxPool2d(Pooling how) {
        return new Pooler("maxPool2d", how, 2).largest(Tensor.of(node()));
    }

    /** The mean of every window along the last axis; the zeros of the padding count. */
    default Tensor averagePool1d(Pooling how) {
        return new Pooler("averagePool1d", how, 1).mean(Tensor.of(node()));
    }

    /** The mean of every window over the last two axes; the zeros of the padding count. */
    default Tensor averagePool2d(Pooling how) {
        return new Pooler("averagePool2d", how, 2).mean(Tensor.of(node()));
    }

    /**
     * The windows that slide along an axis, which becomes two: their count ⌊(n − dilation·(size − 1) − 1) / stride⌋ + 1, and the places
     * in one. Element (i, j) is element i·stride + j·dilation; nothing is copied.
     */
    default Tensor windows(int axis, int size, int stride, int dilation) {
        return Tensor.of(
                new org.chainrule.graph.Window(node().shape().axis(axis), size, stride, dilation), Tensor.of(node()));
    }
}
