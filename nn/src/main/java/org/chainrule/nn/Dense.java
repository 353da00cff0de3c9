package org.chainrule.nn;

import org.chainrule.RandomKey;
import org.chainrule.Tensor;
import org.chainrule.graph.Shape;
import org.chainrule.graph.ShapeException;

/**
 * A fully connected layer: y = x·W + b.
 *
 * @param weight [inputs, outputs]
 * @param bias [outputs]
 */
public record Dense(Tensor weight, Tensor bias) implements Layer {
    /**
     * A layer with Xavier's uniform weights and zero biases, as Keras has them: signals and gradients keep their size through linear
     * layers, which with PyTorch's U(−1/√inputs, 1/√inputs) shrink.
     */
    public static Dense of(int inputs, int outputs, RandomKey key) {
        return of(inputs, outputs, Xavier.UNIFORM, key);
    }

    /** A layer with weights from an initializer and zero biases. */
    public static Dense of(int inputs, int outputs, Initializer initializer, RandomKey key) {
        Shape shape = Shape.of(inputs, outputs);
        Tensor weight = initializer.values(shape, Fans.dense(shape), key);
        return new Dense(weight.evaluate(), Tensor.zeros(outputs));
    }

    /**
     * [batch …, inputs] to [batch …, outputs].
     *
     * @throws ShapeException if it has another number of inputs
     */
    @Override
    public Tensor apply(Tensor x) {
        int inputs = weight.shape().extent(-2);
        if (x.shape().rank() == 0 || x.shape().extent(-1) != inputs) {
            throw new ShapeException("dense layer", "input " + x.shape(), "[batch …, " + inputs + " inputs]");
        }
        return x.matmul(weight).add(bias);
    }
}
