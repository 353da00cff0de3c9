package org.chainrule.nn.layer;

import org.chainrule.Pooling;
import org.chainrule.Tensor;
import org.chainrule.nn.Layer;

/**
 * The largest element of every window. Elements that tie share the gradient evenly (PyTorch's MaxPool2d gives it to the first).
 *
 * @param how window, stride, padding and dilation
 */
public record MaxPool2d(Pooling how) implements Layer {
    /** Square windows side by side. */
    public static MaxPool2d of(int size) {
        return new MaxPool2d(Pooling.of(size));
    }

    /** [batch, channels, h, w] to [batch, channels, h', w'], h' = ⌊(h + 2·padding − dilation·(rows − 1) − 1) / stride⌋ + 1. */
    @Override
    public Tensor apply(Tensor x) {
        return x.maxPool2d(how);
    }
}
