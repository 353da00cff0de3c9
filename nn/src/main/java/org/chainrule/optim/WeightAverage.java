package org.chainrule.optim;

import org.chainrule.Tensor;

/**
 * An average of models, as a value: it can be carried, saved and restored.
 *
 * @param count of how many models, a float32 scalar
 */
public record WeightAverage<M>(M model, Tensor count) {}
