package org.chainrule.nn;

import org.chainrule.RandomKey;
import org.chainrule.Tensor;
import org.chainrule.graph.Shape;

/** Random zeros. */
final class Masks {
    private Masks() {}

    static void check(double rate) {
        if (!(rate >= 0 && rate <= 1)) {
            throw new IllegalArgumentException("the rate of dropout is from 0 to 1, not " + rate);
        }
    }

    /** x·m/(1 − rate), where the mask m has a shape that broadcasts to x's, and is 0 with the probability rate. */
    static Tensor dropped(Tensor x, Shape mask, double rate, RandomKey key) {
        // uniform numbers are below 1, so a rate of 0 keeps all of them, and one of 1 none
        Tensor kept = key.uniform(mask).ge(rate);
        return kept.broadcastTo(x.shape()).where(x.mul(rate == 1 ? 0 : 1 / (1 - rate)), 0);
    }
}
