package org.chainrule.nn.layer;

import org.chainrule.Tensor;
import org.chainrule.arguments.Arguments;
import org.chainrule.nn.Layer;

/**
 * The largest elements of images of any size, brought to one size. PyTorch's AdaptiveMaxPool2d: bin i of m along an axis of n goes from ⌊i·n/m⌋ to ⌈(i + 1)·n/m⌉.
 *
 * @param height how many bins along axis −2
 * @param width how many bins along axis −1
 */
public record AdaptiveMaxPool2d(int height, int width) implements Layer {
    public AdaptiveMaxPool2d {
        Arguments.count("height", height);
        Arguments.count("width", width);
    }

    /** [batch, channels, h, w] to [batch, channels, height, width]. */
    @Override
    public Tensor apply(Tensor x) {
        Tensor rows = Bins.reduced(x, -2, height, bin -> bin.max(-2));
        return Bins.reduced(rows, -1, width, bin -> bin.max(-1));
    }
}
