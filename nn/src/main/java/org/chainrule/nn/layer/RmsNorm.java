package org.chainrule.nn.layer;

import org.chainrule.Tensor;
import org.chainrule.arguments.Arguments;
import org.chainrule.nn.Layer;

/**
 * Each example brought to size 1: y = x/√(mean x² + ε)·weight, over the last axis. Source: Zhang, Sennrich, "Root mean square layer
 * normalization", NeurIPS 2019.
 *
 * @param weight [width]; ones at first
 * @param epsilon keeps the root away from 0
 */
public record RmsNorm(Tensor weight, double epsilon) implements Layer {
    public RmsNorm {
        Arguments.positive("epsilon", epsilon);
    }

    /** With ε = 10⁻⁶, as Llama has it; PyTorch's is the distance from 1 to the next number of the dtype. */
    public static RmsNorm of(int width) {
        return new RmsNorm(Tensor.ones(width), 1e-6);
    }

    /** [batch …, width], which stays. */
    @Override
    public Tensor apply(Tensor x) {
        Tensor size = x.square().mean(-1).add(epsilon).sqrt();
        return x.div(x.keeping(size, -1)).mul(weight);
    }
}
