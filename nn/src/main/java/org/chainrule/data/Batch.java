package org.chainrule.data;

import org.chainrule.Tensor;

/**
 * Some examples.
 *
 * @param inputs [batch, …]
 * @param targets [batch] class numbers (int32), or [batch, …] numbers to predict
 */
public record Batch(Tensor inputs, Tensor targets) {
    public int size() {
        return inputs.shape().extent(0);
    }
}
