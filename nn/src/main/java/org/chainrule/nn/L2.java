package org.chainrule.nn;

import java.util.Map;
import org.chainrule.Tensor;
import org.chainrule.Tree;
import org.chainrule.arguments.Arguments;

/**
 * The L2 penalty: weight · Σ w² over the model's weights. Parameters of one axis or none, as biases are, are left out.
 *
 * @param weight from 0 on: how much the penalty counts; 0 is no penalty
 */
public record L2(double weight) {
    public L2 {
        Arguments.notNegative("weight", weight);
    }

    /** The loss with the penalty added. */
    public Tensor added(Tensor loss, Object model) {
        if (weight == 0) {
            return loss;
        }
        Tensor result = loss;
        for (Map.Entry<String, Tensor> parameter : Tree.named(model).entrySet()) {
            Tensor w = parameter.getValue();
            if (w.dtype().isFloating() && w.shape().rank() > 1) {
                result = result.add(w.square().sum().mul(weight));
            }
        }
        return result;
    }
}
