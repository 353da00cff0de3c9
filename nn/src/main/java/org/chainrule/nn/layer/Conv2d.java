package org.chainrule.nn.layer;

import org.chainrule.Convolution;
import org.chainrule.RandomKey;
import org.chainrule.Tensor;
import org.chainrule.graph.Shape;
import org.chainrule.nn.Fans;
import org.chainrule.nn.Initializer;
import org.chainrule.nn.Layer;
import org.chainrule.nn.Xavier;

/**
 * Convolution over two axes, PyTorch's Conv2d: a window of weights slides over images of channels.
 *
 * @param weight [outputs, inputs/groups, rows, columns]
 * @param bias [outputs]
 * @param how stride, padding, dilation and groups
 */
public record Conv2d(Tensor weight, Tensor bias, Convolution how) implements Layer {
    /** Windows of one size, with Xavier's uniform weights and zero biases, as Keras has them. */
    public static Conv2d of(int inputs, int outputs, int size, Convolution how, RandomKey key) {
        return of(inputs, outputs, size, how, Xavier.UNIFORM, key);
    }

    /** The same with weights from an initializer. */
    public static Conv2d of(
            int inputs, int outputs, int size, Convolution how, Initializer initializer, RandomKey key) {
        Shape shape = Shape.of(outputs, inputs / how.groups(), size, size);
        Tensor weight = initializer.values(shape, Fans.convolution(shape, how.groups()), key);
        return new Conv2d(weight.evaluate(), Tensor.zeros(outputs), how);
    }

    /** [batch, inputs, h, w] to [batch, outputs, h', w'], h' = ⌊(h + 2·padding − dilation·(rows − 1) − 1) / stride⌋ + 1, w' likewise. */
    @Override
    public Tensor apply(Tensor x) {
        return x.conv2d(weight, how).add(Channels.before(bias, 2));
    }
}
