package org.chainrule;

import java.util.List;
import java.util.function.Function;
import org.chainrule.graph.Closure;
import org.chainrule.graph.Node;
import org.chainrule.graph.Region;
import org.chainrule.graph.Rules;

/**
 * A function whose intermediate values are not kept for its gradient but computed again when the gradient needs them:
 * memory for time. {@code Checkpoint.of(layer).apply(x)} has the values and gradients of {@code layer.apply(x)}, to the
 * bit. With a checkpoint around each of n equal layers the memory for the gradient is that of the n inputs and of one
 * layer, at the price of one more forward pass.
 *
 * <p>What the function computes without its argument, from tensors that it closes over alone, is computed once and kept.
 * Source: T. Chen, B. Xu, C. Zhang, C. Guestrin, "Training deep nets with sublinear memory cost", 2016.
 *
 * @param <A> the argument: a tensor, or a record, list or map of tensors
 * @param <B> the result, likewise
 */
public final class Checkpoint<A, B> implements Function<A, B> {
    private final Function<A, B> function;

    private Checkpoint(Function<A, B> function) {
        this.function = function;
    }

    /** The function that computes its inside again. */
    public static <A, B> Checkpoint<A, B> of(Function<A, B> function) {
        return new Checkpoint<>(function);
    }

    @Override
    public B apply(A argument) {
        List<Node> standIns = Traced.standIns(Traced.types(argument));
        B result = function.apply(Traced.tree(argument, standIns));
        List<Node> outputs = TracedGraph.nodes(result);
        if (outputs.isEmpty()) {
            return result;
        }
        Closure closure = Traced.closure(standIns, outputs);
        Region region = new Region("checkpoint", closure.definition(), Rules.Own.RECOMPUTED);
        return Traced.tree(result, closure.call(region, TracedGraph.nodes(argument)));
    }
}
