package org.chainrule.nn.layer;

import org.chainrule.Pooling;
import org.chainrule.Tensor;
import org.chainrule.nn.Layer;

/**
 * The mean of every window; the zeros of the padding count. PyTorch's AvgPool1d.
 *
 * @param how window, stride, padding and dilation
 */
public record AveragePool1d(Pooling how) implements Layer {
    /** Windows side by side. */
    public static AveragePool1d of(int size) {
        return new AveragePool1d(Pooling.of(size));
    }

    /** [batch, channels, n] to [batch, channels, ⌊(n + 2·padding − dilation·(size − 1) − 1) / stride⌋ + 1]. */
    @Override
    public Tensor apply(Tensor x) {
        return x.averagePool1d(how);
    }
}
