package org.chainrule.nn.layer;

import org.chainrule.Tensor;
import org.chainrule.arguments.Arguments;
import org.chainrule.graph.DType;
import org.chainrule.graph.ShapeException;
import org.chainrule.nn.Layer;

/**
 * Positions as rotations: elements i and i + width/2 are turned together by the angle position·base^(−2i/width), so that products of two of
 * them depend on their distance alone. Source: Su and others, "RoFormer: enhanced transformer with rotary position embedding",
 * Neurocomputing 2024; its pairs are neighbours, here as in GPT-NeoX and Llama they are halves.
 *
 * @param base usually 10,000
 */
public record Rotary(double base) implements Layer {
    public Rotary {
        Arguments.positive("base", base);
    }

    /** With the base 10,000. */
    public Rotary() {
        this(10_000);
    }

    /** [batch …, positions, width], which stays; the width is even. */
    @Override
    public Tensor apply(Tensor x) {
        // worked out while a function is traced: in its loops they would be again for each head of each example
        Tensor angles = angles(Tensor.iota(x.shape().extent(-2), DType.INT32), x);
        return turned(x, angles.cos().evaluate(), angles.sin().evaluate());
    }

    /**
     * The same at other positions than 0, 1, 2 …
     *
     * @param positions whole numbers [positions]
     */
    public Tensor apply(Tensor x, Tensor positions) {
        Tensor angles = angles(positions, x);
        return turned(x, angles.cos(), angles.sin());
    }

    /** [positions, width/2]. */
    private Tensor angles(Tensor positions, Tensor x) {
        int width = x.shape().extent(-1);
        if (width % 2 != 0) {
            throw new ShapeException("rotary", "width " + width + " of shape " + x.shape(), "the width is even");
        }
        Tensor rates = Tensor.iota(width / 2, DType.INT32)
                .cast(x.dtype())
                .mul(-2 * Math.log(base) / width)
                .exp();
        return positions.cast(x.dtype()).unsqueeze(1).mul(rates);
    }

    private static Tensor turned(Tensor x, Tensor cosine, Tensor sine) {
        int width = x.shape().extent(-1);
        Tensor first = x.slice(-1, 0, width / 2);
        Tensor second = x.slice(-1, width / 2, width);
        return Tensor.concat(
                -1,
                java.util.List.of(
                        first.mul(cosine).sub(second.mul(sine)),
                        second.mul(cosine).add(first.mul(sine))));
    }
}
