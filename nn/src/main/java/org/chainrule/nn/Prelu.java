package org.chainrule.nn;

import org.chainrule.Tensor;
import org.chainrule.graph.DType;
import org.chainrule.graph.Shape;

/**
 * x above 0, slope·x from 0 down, where the slope is learned. Source: He, Zhang, Ren, Sun, "Delving deep into rectifiers", ICCV
 * 2015.
 *
 * @param slope [1], or one for each channel: [channels], along axis 1 of the input (axis −1 of a vector)
 */
public record Prelu(Tensor slope) implements Layer {
    /** One slope for all, 0.25 at first. */
    public static Prelu shared() {
        return channels(1);
    }

    /** A slope for each channel, 0.25 at first. */
    public static Prelu channels(int channels) {
        return new Prelu(Tensor.full(Shape.of(channels), 0.25, DType.FLOAT32));
    }

    @Override
    public Tensor apply(Tensor x) {
        int[] along = new int[Math.max(1, x.shape().rank() - 1)];
        java.util.Arrays.fill(along, 1);
        along[0] = slope.shape().size();
        return x.gt(0).where(x, x.mul(slope.reshape(along)));
    }
}
