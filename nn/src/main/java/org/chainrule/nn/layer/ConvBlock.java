package org.chainrule.nn.layer;

import org.chainrule.Convolution;
import org.chainrule.Pooling;
import org.chainrule.RandomKey;
import org.chainrule.Tensor;
import org.chainrule.graph.Shape;
import org.chainrule.nn.Context;
import org.chainrule.nn.Fans;
import org.chainrule.nn.Kaiming;
import org.chainrule.nn.Layer;

/**
 * What a convolutional network for images is built of: a convolution that keeps the size, the largest of 2×2 pixels, batch norm, ReLU.
 * The norm comes after the pooling, which costs a quarter, and is the same where its weight is positive, as at first. It has a bias, so
 * that the convolution needs none.
 *
 * @param weight of the convolution, [outputs, inputs, 3, 3]
 */
public record ConvBlock(Tensor weight, BatchNorm norm) implements Layer {
    private static final Convolution SAME_SIZE = Convolution.PLAIN.withPadding(1);
    private static final Pooling HALF = Pooling.of(2);

    /** Kaiming's normal weights, of n_in. */
    public static ConvBlock of(int inputs, int outputs, RandomKey key) {
        Shape shape = Shape.of(outputs, inputs, 3, 3);
        Tensor weight = Kaiming.NORMAL.values(shape, Fans.convolution(shape, 1), key);
        return new ConvBlock(weight.evaluate(), BatchNorm.of(outputs));
    }

    @Override
    public Tensor apply(Tensor x) {
        return apply(x, Context.inference());
    }

    /** [batch, inputs, h, w] to [batch, outputs, ⌊h/2⌋, ⌊w/2⌋]. */
    @Override
    public Tensor apply(Tensor x, Context context) {
        return norm.apply(x.conv2d(weight, SAME_SIZE).maxPool2d(HALF), context).relu();
    }
}
