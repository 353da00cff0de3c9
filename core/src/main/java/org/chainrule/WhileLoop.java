package org.chainrule;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.chainrule.graph.Closure;
import org.chainrule.graph.DType;
import org.chainrule.graph.Node;
import org.chainrule.graph.ShapeException;
import org.chainrule.graph.While;

/**
 * A loop that runs as long as a condition holds: {@code WhileLoop.of(s -> s.lt(100), s -> s.mul(2)).from(x)}. It has forward
 * mode and batching, but no gradient, as nothing bounds what would have to be kept: for a gradient use {@link Scan}.
 *
 * @param <C> what is carried: a tensor, or a record, list or map of tensors
 */
public final class WhileLoop<C> {
    private final Function<C, Tensor> condition;
    private final UnaryOperator<C> step;

    private WhileLoop(Function<C, Tensor> condition, UnaryOperator<C> step) {
        this.condition = condition;
        this.step = step;
    }

    /**
     * @param condition a bool scalar: whether to go on
     * @param step what comes after; it keeps the form, shapes and dtypes
     */
    public static <C> WhileLoop<C> of(Function<C, Tensor> condition, UnaryOperator<C> step) {
        return new WhileLoop<>(condition, step);
    }

    /**
     * What is carried after the last step.
     *
     * @throws ShapeException if a step changes the form, shapes or dtypes
     */
    public C from(C first) {
        List<Node> standIns = Traced.standIns(Traced.types(first));
        C carry = Traced.tree(first, standIns);
        Tensor goesOn = condition.apply(carry);
        predicate("while loop", goesOn);
        C next = step.apply(carry);
        Traced.same("while loop", "the carry before and after a step", first, next);
        if (standIns.isEmpty()) {
            throw new ShapeException("while loop", "no tensor is carried", "the condition would never change");
        }
        List<Node> outputs = new ArrayList<>(List.of(goesOn.node()));
        outputs.addAll(TracedGraph.nodes(next));
        Closure closure = Traced.closure(standIns, outputs);
        While loop = new While(closure.definition(), standIns.size());
        return Traced.tree(next, closure.call(loop, TracedGraph.nodes(first)));
    }

    /** @throws ShapeException if a tensor is not a single true or false */
    static void predicate(String operation, Tensor tensor) {
        if (tensor.dtype() != DType.BOOL || !tensor.shape().isScalar()) {
            throw new ShapeException(
                    operation,
                    "the condition is " + tensor.node().type(),
                    "a condition is bool[]: compare, then reduce it with any() or all()");
        }
    }
}
