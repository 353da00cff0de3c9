package org.chainrule.nn;

import org.chainrule.Tensor;

/**
 * What makes a tensor of a tensor. A model is a record that is a layer: its components are its parameters and parts.
 *
 * <p>A layer that is another one in training, or has parts that are, implements {@link #apply(Tensor, Context)} as well, and
 * {@code apply(x)} as {@code apply(x, Context.inference())}.
 */
@FunctionalInterface
public interface Layer {
    /** The layer's output for an input whose first axis is the batch, outside of training. */
    Tensor apply(Tensor x);

    /** The same in a context: training, or inference. */
    default Tensor apply(Tensor x, Context context) {
        return apply(x);
    }
}
