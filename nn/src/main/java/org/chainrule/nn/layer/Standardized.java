package org.chainrule.nn.layer;

import org.chainrule.Tensor;

/** (x − mean)/√(variance + ε), the variance divided by n. */
final class Standardized {
    private Standardized() {}

    static Tensor of(Tensor x, double epsilon, int... axes) {
        Tensor centred = x.sub(x.keeping(x.mean(axes), axes));
        Tensor variance = x.keeping(centred.square().mean(axes), axes);
        return centred.div(variance.add(epsilon).sqrt());
    }
}
