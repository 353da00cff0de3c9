package org.chainrule.nn.layer;

import org.chainrule.Pooling;
import org.chainrule.Tensor;
import org.chainrule.nn.Layer;

/**
 * The largest element of every window. Elements that tie share the gradient evenly (PyTorch's MaxPool1d gives it to the first).
 *
 * @param how window, stride, padding and dilation
 */
public record MaxPool1d(Pooling how) implements Layer {
    /** Windows side by side. */
    public static MaxPool1d of(int size) {
        return new MaxPool1d(Pooling.of(size));
    }

    /** [batch, channels, n] to [batch, channels, ⌊(n + 2·padding − dilation·(size − 1) − 1) / stride⌋ + 1]. */
    @Override
    public Tensor apply(Tensor x) {
        return x.maxPool1d(how);
    }
}
