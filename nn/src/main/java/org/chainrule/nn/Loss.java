package org.chainrule.nn;

import org.chainrule.Tensor;

/** How far predictions are from targets: one number, the smaller the better. */
@FunctionalInterface
public interface Loss {
    /**
     * The loss of a batch, a scalar.
     *
     * @param predictions [batch, …], a model's outputs
     * @param targets what they should be: class numbers [batch], or numbers of the predictions' shape, as the loss says
     * @throws org.chainrule.graph.ShapeException if their shapes do not fit
     * @throws org.chainrule.graph.DTypeException if their dtypes do not
     */
    Tensor of(Tensor predictions, Tensor targets);
}
