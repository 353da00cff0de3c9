package org.chainrule.nn.metric;

import org.chainrule.Tensor;
import org.chainrule.arguments.Arguments;
import org.chainrule.graph.DType;

/**
 * How often the right class is among the k largest logits.
 *
 * @param k from 1 on
 */
public record TopK(int k) {
    public TopK {
        Arguments.count("k", k);
    }

    /**
     * How many of a batch are right, as an int32 scalar.
     *
     * @param logits [batch, at least k classes]
     * @param labels [batch], whole numbers
     */
    public Tensor correct(Tensor logits, Tensor labels) {
        Tensor chosen = logits.topK(1, k).indices();
        return chosen.cast(labels.dtype())
                .eq(labels.unsqueeze(1))
                .any(1)
                .cast(DType.INT32)
                .sum();
    }
}
