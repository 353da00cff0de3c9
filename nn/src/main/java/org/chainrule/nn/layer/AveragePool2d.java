package org.chainrule.nn.layer;

import org.chainrule.Pooling;
import org.chainrule.Tensor;
import org.chainrule.nn.Layer;

/**
 * The mean of every window; the zeros of the padding count. PyTorch's AvgPool2d.
 *
 * @param how window, stride, padding and dilation
 */
public record AveragePool2d(Pooling how) implements Layer {
    /** Square windows side by side. */
    public static AveragePool2d of(int size) {
        return new AveragePool2d(Pooling.of(size));
    }

    /** [batch, channels, h, w] to [batch, channels, h', w'], h' = ⌊(h + 2·padding − dilation·(rows − 1) − 1) / stride⌋ + 1. */
    @Override
    public Tensor apply(Tensor x) {
        return x.averagePool2d(how);
    }
}
