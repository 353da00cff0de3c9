package org.chainrule.nn;

import java.util.List;
import org.chainrule.CustomOp;
import org.chainrule.Tensor;

/**
 * x·Φ(x), Φ the normal distribution. Its gradient is written as the upstream times one factor of x alone, so that a program can keep the
 * factor instead of all that it is made of.
 */
final class Gelu {
    static final CustomOp OP = CustomOp.of("gelu", given -> {
                Tensor x = given.getFirst();
                return gated(x, normal(x));
            })
            .backward(flow -> List.of(flow.upstream(0).mulNoNan(slope(flow.input(0)))));

    private Gelu() {}

    /**
     * x times a number from 0 to 1, and 0 where that is 0, at −∞ too. For operations with a gradient of their own: it is cheaper than mulNoNan,
     * which looks at x as well.
     */
    static Tensor gated(Tensor x, Tensor gate) {
        return gate.eq(0).where(gate, x.mul(gate));
    }

    /** Φ(x) + x·Φ′(x) */
    private static Tensor slope(Tensor x) {
        Tensor density = x.square().mul(-0.5).exp().mul(1 / Math.sqrt(2 * Math.PI));
        return normal(x).add(x.mulNoNan(density));
    }

    /** Φ(x) */
    private static Tensor normal(Tensor x) {
        return x.mul(Math.sqrt(0.5)).erf().add(1).mul(0.5);
    }
}
