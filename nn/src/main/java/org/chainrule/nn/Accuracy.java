package org.chainrule.nn;

import org.chainrule.Tensor;
import org.chainrule.graph.DType;

/** How often the largest logit is the right class's. */
public final class Accuracy {
    private Accuracy() {}

    /**
     * How many of a batch are right, as an int32 scalar.
     *
     * @param logits [batch, classes]
     * @param labels [batch], whole numbers
     */
    public static Tensor correct(Tensor logits, Tensor labels) {
        return logits.argmax(1).eq(labels.cast(DType.INT32)).cast(DType.INT32).sum();
    }
}
