package org.chainrule.optim;

import org.chainrule.Tensor;

/**
 * A rule that moves parameters against their gradients. Pure: it builds the graph of the update, which a compiled step runs in
 * one pass over memory. Leaves of the model that are no floating numbers stay as they are.
 */
public interface Optimizer {
    /**
     * The state before the first update.
     *
     * @throws IllegalArgumentException if a floating tensor stands in two places of the model
     */
    <M> OptimizerState<M> initial(M model);

    /**
     * One update.
     *
     * @param gradients of the model's own form
     * @param state of this optimizer, for this model
     * @param rate the learning rate, a floating scalar
     * @throws org.chainrule.graph.ShapeException if gradients or moments have other paths or shapes than the model, or the rate is no
     *     scalar
     * @throws org.chainrule.graph.DTypeException if the rate is not floating
     * @throws IllegalArgumentException if the state holds more or fewer moments or numbers than this optimizer keeps
     */
    <M> Updated<M> update(M model, M gradients, OptimizerState<M> state, Tensor rate);

    /** The model and the state after an update. */
    record Updated<M>(M model, OptimizerState<M> state) {}
}
