package org.chainrule.nn;

import java.util.List;
import org.chainrule.CustomOp;
import org.chainrule.Tensor;

/**
 * x/2·(1 + tanh(u)) with u = √(2/π)·(x + 0.044715·x³), as x·σ(2u), which is the same: where 1 + tanh(u) is small it has lost its digits. So
 * has 1 − σ(2u) in the derivatives; σ(−2u), which is the same again, has not. The gradient is the upstream times one factor, as in {@link Gelu}.
 */
final class GeluTanh {
    private static final double CUBIC = 0.044715;
    private static final double TWICE = 2 * Math.sqrt(2 / Math.PI);

    static final CustomOp OP = CustomOp.of("gelu-tanh", given -> {
                Tensor x = given.getFirst();
                return Gelu.gated(x, twice(bounded(x)).logistic());
            })
            .backward(flow -> List.of(flow.upstream(0).mulNoNan(slope(bounded(flow.input(0))))));

    /** σ(x), whose slope is not σ(x)·(1 − σ(x)), but σ(x)·σ(−x). */
    private static final CustomOp GATE = CustomOp.of(
                    "logistic", given -> given.getFirst().logistic())
            .backward(flow -> List.of(flow.upstream(0).mul(slopeOfGate(flow.input(0)))));

    private GeluTanh() {}

    /** σ(2u) + x·σ(2u)·σ(−2u)·2u′ */
    private static Tensor slope(Tensor x) {
        Tensor twice = twice(x);
        Tensor rise = x.square().mul(3 * CUBIC).add(1).mul(TWICE);
        return GATE.apply(twice).add(x.mul(rise).mul(slopeOfGate(twice)));
    }

    private static Tensor slopeOfGate(Tensor x) {
        return GATE.apply(x).mul(GATE.apply(x.neg()));
    }

    /** 2u */
    private static Tensor twice(Tensor x) {
        return x.square().mul(CUBIC).add(1).mul(x).mul(TWICE);
    }

    /** Beyond ±40, where x³ might overflow, σ(2u) is 0 or 1. */
    private static Tensor bounded(Tensor x) {
        return x.clip(-40, 40);
    }
}
