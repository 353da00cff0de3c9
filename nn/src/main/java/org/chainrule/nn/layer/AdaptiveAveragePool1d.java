package org.chainrule.nn.layer;

import org.chainrule.Tensor;
import org.chainrule.arguments.Arguments;
import org.chainrule.nn.Layer;

/**
 * Sequences of any length averaged to one length. PyTorch's AdaptiveAvgPool1d: bin i of m along an axis of n goes from ⌊i·n/m⌋ to ⌈(i + 1)·n/m⌉.
 *
 * @param length how many bins along axis −1
 */
public record AdaptiveAveragePool1d(int length) implements Layer {
    public AdaptiveAveragePool1d {
        Arguments.count("length", length);
    }

    /** [batch, channels, n] to [batch, channels, length]. */
    @Override
    public Tensor apply(Tensor x) {
        return Bins.reduced(x, -1, length, bin -> bin.mean(-1));
    }
}
