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
 * The transpose of a {@link Conv2d} as a linear map, PyTorch's ConvTranspose2d: it makes images larger.
 *
 * @param weight [inputs, outputs/groups, rows, columns]
 * @param bias [outputs]
 * @param how stride, padding, dilation and groups
 */
public record TransposedConv2d(Tensor weight, Tensor bias, Convolution how) implements Layer {
    /** Windows of one size, with Xavier's uniform weights and zero biases, as Keras has them. */
    public static TransposedConv2d of(int inputs, int outputs, int size, Convolution how, RandomKey key) {
        return of(inputs, outputs, size, how, Xavier.UNIFORM, key);
    }

    /** The same with weights from an initializer. */
    public static TransposedConv2d of(
            int inputs, int outputs, int size, Convolution how, Initializer initializer, RandomKey key) {
        Shape shape = Shape.of(inputs, outputs / how.groups(), size, size);
        Tensor weight = initializer.values(shape, Fans.transposedConvolution(shape, how.groups()), key);
        return new TransposedConv2d(weight.evaluate(), Tensor.zeros(outputs), how);
    }

    /** [batch, inputs, h, w] to [batch, outputs, h', w'], h' = (h − 1)·stride − 2·padding + dilation·(rows − 1) + 1 + output padding. */
    @Override
    public Tensor apply(Tensor x) {
        return x.transposedConv2d(weight, how).add(Channels.before(bias, 2));
    }
}
