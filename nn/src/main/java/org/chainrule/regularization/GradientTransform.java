package org.chainrule.regularization;

import org.chainrule.RandomKey;
import org.chainrule.Tensor;

/** What is done to the gradients before the optimizer sees them. */
public interface GradientTransform {
    /**
     * Other gradients in the place of these.
     *
     * @param gradients a tree; leaves that are no floating numbers stay as they are
     * @param step counted from 0, an int32 scalar
     * @param key of this step and transform alone
     */
    <M> M apply(M gradients, Tensor step, RandomKey key);
}
