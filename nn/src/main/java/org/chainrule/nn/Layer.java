package org.chainrule.nn;

import org.chainrule.Tensor;

/** What makes a tensor of a tensor. A model is a record that is a layer: its components are its parameters and parts. */
@FunctionalInterface
public interface Layer {
    /** The layer's output for an input whose first axis is the batch. */
    Tensor apply(Tensor x);
}
