package org.chainrule;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.chainrule.graph.Branch;
import org.chainrule.graph.Closure;
import org.chainrule.graph.Node;
import org.chainrule.graph.ShapeException;

/**
 * One of two functions, of which that one alone runs: {@code Cond.of(x -> x.log(), x -> x.neg()).at(isPositive, x)}. Its
 * derivative is that of the function that runs. Over many examples with different predicates both run, and each example
 * selects its own: then a function must not fail where it is not selected either, as whole numbers divided by 0 and indices out of range do.
 * To select element by element see {@link Tensor#where}.
 *
 * <p>What a function computes without the operand, from tensors that it closes over alone, is computed in any case.
 *
 * @param <A> the operand: a tensor, or a record, list or map of tensors
 * @param <B> the result, likewise
 */
public final class Cond<A, B> {
    private final Function<A, B> yes;
    private final Function<A, B> no;

    private Cond(Function<A, B> yes, Function<A, B> no) {
        this.yes = yes;
        this.no = no;
    }

    /** The functions for true and for false; their results have the same form, shapes and dtypes. */
    public static <A, B> Cond<A, B> of(Function<A, B> yes, Function<A, B> no) {
        return new Cond<>(yes, no);
    }

    /**
     * The result of one of the functions for an operand.
     *
     * @param predicate a bool scalar
     * @throws ShapeException if the functions' results differ in form, shapes or dtypes
     */
    public B at(Tensor predicate, A operand) {
        WhileLoop.predicate("cond", predicate);
        List<Node> standIns = Traced.standIns(Traced.types(operand));
        B first = yes.apply(Traced.tree(operand, standIns));
        B second = no.apply(Traced.tree(operand, standIns));
        Traced.same("cond", "the results for true and for false", first, second);
        List<Node> outputs = new ArrayList<>(TracedGraph.nodes(first));
        outputs.addAll(TracedGraph.nodes(second));
        if (outputs.isEmpty()) {
            return first;
        }
        Closure closure = Traced.closure(standIns, outputs);
        List<Node> inputs = new ArrayList<>(List.of(predicate.node()));
        inputs.addAll(TracedGraph.nodes(operand));
        return Traced.tree(first, closure.call(new Branch(closure.definition()), inputs));
    }
}
