package org.chainrule.nn.layer;

import java.util.List;
import java.util.Optional;
import org.chainrule.Scan;
import org.chainrule.Tensor;
import org.chainrule.nn.Context;
import org.chainrule.nn.Dropout;
import org.chainrule.nn.Layer;

/** Recurrent networks that carry from step to step what they give: h' of h and x. */
public sealed interface Recurrent extends Layer permits Gru, Rnn {
    /** For each layer its directions: forward, or forward and backward. */
    List<List<RecurrentWeights>> layers();

    /** Of what goes from layer to layer, if there is one. */
    Optional<Dropout> dropout();

    /**
     * One step of one layer.
     *
     * @param hidden h, [batch, hidden]
     * @param projected x·W + b, [batch, gates·hidden]
     * @return h', [batch, hidden]
     */
    Tensor next(RecurrentWeights weights, Tensor hidden, Tensor projected);

    /**
     * Everything that comes out.
     *
     * @param output [batch, steps, directions·hidden], the last layer's h of each step
     * @param hidden [layers·directions, batch, hidden], each layer's last h
     */
    record Output(Tensor output, Tensor hidden) {}

    @Override
    default Tensor apply(Tensor x) {
        return apply(x, Context.inference());
    }

    /** From zero states: [batch, steps, inputs] to [batch, steps, directions·hidden]. */
    @Override
    default Tensor apply(Tensor x, Context context) {
        return run(x, context).output();
    }

    /** From zero states, in inference. */
    default Output run(Tensor x) {
        return run(x, Context.inference());
    }

    /** From zero states. */
    default Output run(Tensor x, Context context) {
        return run(x, RecurrentStack.zeros(layers(), x), context);
    }

    /** From states [layers·directions, batch, hidden]. */
    default Output run(Tensor x, Tensor hidden, Context context) {
        return run(x, Optional.empty(), hidden, context);
    }

    /** From zero states, over sequences of unequal lengths. */
    default Output run(Padded x, Context context) {
        return run(x, RecurrentStack.zeros(layers(), x.values()), context);
    }

    /**
     * From states, over sequences of unequal lengths: the last states are those behind each sequence's own end, where the backward
     * direction begins, and the outputs of what is filled up are 0.
     */
    default Output run(Padded x, Tensor hidden, Context context) {
        return run(x.filled(0), Optional.of(x.mask()), hidden, context);
    }

    private Output run(Tensor x, Optional<Tensor> mask, Tensor hidden, Context context) {
        RecurrentStack.Result<Tensor> result = RecurrentStack.run(
                layers(),
                x,
                mask,
                RecurrentStack.states(layers(), x, hidden),
                (weights, before, projected) -> {
                    Tensor after = next(weights, before, projected);
                    return new Scan.Step<>(after, after);
                },
                RecurrentStack.between(dropout(), context));
        return new Output(result.output(), Tensor.stack(0, result.states()));
    }
}
