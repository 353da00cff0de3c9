package org.chainrule.nn;

import org.chainrule.Tensor;

/** A layer that draws random numbers in training, with a key that it takes from the context at each application. */
public interface RandomLayer extends Layer {
    @Override
    Tensor apply(Tensor x, Context context);

    /** As in inference. */
    @Override
    default Tensor apply(Tensor x) {
        return apply(x, Context.inference());
    }
}
