package org.chainrule.nn.layer;

import org.chainrule.Tensor;

/**
 * A tensor brought to mean 0 and variance 1 over some axes, (x − mean)/√(variance + ε), and what it had before.
 *
 * @param mean without the axes
 * @param variance divided by n, without the axes
 */
record Standardized(Tensor value, Tensor mean, Tensor variance) {
    static Standardized of(Tensor x, double epsilon, int... axes) {
        Tensor mean = x.mean(axes);
        Tensor centred = x.sub(x.keeping(mean, axes));
        Tensor variance = centred.square().mean(axes);
        return new Standardized(
                centred.mul(x.keeping(variance.add(epsilon).sqrt().reciprocal(), axes)), mean, variance);
    }
}
