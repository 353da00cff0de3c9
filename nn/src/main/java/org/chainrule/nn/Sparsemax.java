package org.chainrule.nn;

import org.chainrule.Tensor;
import org.chainrule.graph.DType;
import org.chainrule.graph.Shape;

/**
 * The nearest probabilities to x over an axis, of which many are 0: yᵢ = max(xᵢ − τ, 0), with τ so that they add up to 1:
 *
 * <pre>
 * z = x sorted, the largest first        k = the largest k for which 1 + k·z_k > Σ_{j≤k} z_j
 * τ = (Σ_{j≤k} z_j − 1)/k                dyᵢ/dxⱼ = [i = j] − 1/k  where yᵢ, yⱼ > 0, else 0
 * </pre>
 *
 * Source: Martins, Astudillo, "From softmax to sparsemax", ICML 2016.
 *
 * @param axis by default the last
 */
public record Sparsemax(int axis) implements Layer {
    /** Over the last axis. */
    public Sparsemax() {
        this(-1);
    }

    @Override
    public Tensor apply(Tensor x) {
        // a number that is added to all changes nothing, so taking out the largest needs no gradient
        Tensor shifted = x.sub(x.keeping(x.max(axis), axis).stopGradient());
        Tensor in = support(shifted.stopGradient());
        Tensor count = in.cast(x.dtype()).sum(axis);
        Tensor threshold = in.where(shifted, 0).sum(axis).sub(1).div(count);
        return in.where(shifted.sub(x.keeping(threshold, axis)), 0);
    }

    /** Where the result is above 0: where x is at least the k-th largest. */
    private Tensor support(Tensor x) {
        Tensor sorted = x.sort(axis, true);
        Tensor within = sorted.mul(places(x)).add(1).gt(sorted.cumulativeSum(axis));
        Tensor least = within.where(sorted, Double.POSITIVE_INFINITY).min(axis);
        return x.ge(x.keeping(least, axis));
    }

    /** 1, 2, 3 … along the axis. */
    private Tensor places(Tensor x) {
        int extent = x.shape().extent(axis);
        Shape along = Shape.of(extent);
        for (int after = x.shape().axis(axis) + 1; after < x.shape().rank(); after++) {
            along = along.append(Shape.of(1));
        }
        return Tensor.iota(extent, DType.INT32).add(1).cast(x.dtype()).reshape(along);
    }
}
