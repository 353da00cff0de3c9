package org.chainrule.nn;

import org.chainrule.Tensor;

/** How often the largest logit is the right class's. */
public final class Accuracy {
    private Accuracy() {}

    /**
     * How many of a batch are right, as an int32 scalar; a label that is no class is never right.
     *
     * @param logits [batch, classes]
     * @param labels [batch], whole numbers
     */
    public static Tensor correct(Tensor logits, Tensor labels) {
        return logits.argmax(1).cast(labels.dtype()).eq(labels).sum();
    }
}
