package org.chainrule.nn.layer;

import java.util.Optional;
import java.util.function.UnaryOperator;
import org.chainrule.Tensor;
import org.chainrule.nn.Context;
import org.chainrule.nn.Dropout;

/** How a part of a transformer block is added to what goes past it. */
record Shortcut(boolean normFirst, Optional<Dropout> dropout, Context context) {
    Tensor around(Tensor x, LayerNorm norm, UnaryOperator<Tensor> part) {
        return normFirst ? x.add(dropped(part.apply(norm.apply(x)))) : norm.apply(x.add(dropped(part.apply(x))));
    }

    private Tensor dropped(Tensor x) {
        return dropout.map(layer -> layer.apply(x, context)).orElse(x);
    }
}
