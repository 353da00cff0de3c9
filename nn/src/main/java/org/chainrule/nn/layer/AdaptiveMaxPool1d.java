package org.chainrule.nn.layer;

import org.chainrule.Tensor;
import org.chainrule.arguments.Arguments;
import org.chainrule.nn.Layer;

/**
 * The largest elements of sequences of any length, brought to one length. PyTorch's AdaptiveMaxPool1d: bin i of m along an axis of n goes from ⌊i·n/m⌋ to ⌈(i + 1)·n/m⌉.
 *
 * @param length how many bins along axis −1
 */
public record AdaptiveMaxPool1d(int length) implements Layer {
    public AdaptiveMaxPool1d {
        Arguments.count("length", length);
    }

    /** [batch, channels, n] to [batch, channels, length]. */
    @Override
    public Tensor apply(Tensor x) {
        return Bins.reduced(x, -1, length, bin -> bin.max(-1));
    }
}
