package org.chainrule.regularization;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.chainrule.Tensor;
import org.chainrule.Tree;
import org.chainrule.optim.Selection;

/** The parameters that a penalty or a constraint is about. */
final class Weights {
    private Weights() {}

    /** The floating ones that are selected, or those of more than one axis: not biases, nor what norms scale by. */
    static List<Tensor> of(Object model, Optional<Selection> selection) {
        return selection
                .map(chosen -> List.copyOf(chosen.in(model).values()))
                .orElseGet(() -> Tree.leaves(model).stream()
                        .filter(leaf -> leaf.shape().rank() > 1)
                        .toList())
                .stream()
                .filter(leaf -> leaf.dtype().isFloating())
                .toList();
    }

    /** A loss and weight · Σ f(w), each parameter's sum brought into the loss's dtype. */
    static Tensor added(Tensor loss, List<Tensor> weights, double weight, Function<Tensor, Tensor> f) {
        if (weight == 0) {
            return loss;
        }
        Tensor result = loss;
        for (Tensor w : weights) {
            result = result.add(f.apply(w).sum().mul(weight).cast(loss.dtype()));
        }
        return result;
    }
}
