package org.chainrule.nn;

import java.util.List;
import org.chainrule.CustomOp;
import org.chainrule.Tensor;

/**
 * x/(1 + |x|). Its gradient is written as a square: what reverse mode derives, 1/(1 + |x|) − |x|/(1 + |x|)², is a difference of nearly
 * equal numbers far out.
 */
final class Softsign {
    static final CustomOp OP = CustomOp.of("softsign", given -> {
                // so far out it is ±1 to the last bit, and at ±∞ no ∞/∞
                Tensor x = given.getFirst().clip(-1e30, 1e30);
                return x.div(x.abs().add(1));
            })
            .backward(flow -> List.of(flow.upstream(0)
                    .mulNoNan(flow.input(0).abs().add(1).reciprocal().square())));

    private Softsign() {}
}
