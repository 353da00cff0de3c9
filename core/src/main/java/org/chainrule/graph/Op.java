package org.chainrule.graph;

import java.util.List;
import java.util.Map;

/**
 * What a node computes. Everything that an operation means stands with it: its result's type, its forward value, and its
 * derivative, which is a linear map and is therefore stated twice, once in each direction. A rule takes and returns
 * nodes, never numbers, so derivatives of any order come for nothing.
 *
 * <p>An operation is a value: an enum constant where it has no attributes, a record where it has.
 */
public sealed interface Op
        permits Leaf,
                Elementwise,
                Movement,
                Reduce,
                RunningSum,
                MatMul,
                Gather,
                ScatterAdd,
                Tuple,
                Pick,
                Bundle,
                Recompute {
    /**
     * The type of the result.
     *
     * @throws ShapeException if the inputs' shapes do not fit
     * @throws DTypeException if their dtypes do not
     */
    Type infer(List<Type> inputs);

    /** Whether the result changes smoothly with that input; where it does not, the gradient is zero and no rule is asked. */
    boolean differentiable(int input);

    /**
     * Reverse mode: what flows down to an input. {@code downstream = upstream × local}.
     *
     * @param node the node of this operation
     * @param input which of its inputs
     * @param upstream the gradient of the final result by this node; it has the node's shape
     * @return the gradient by that input through this node; it has the input's shape
     */
    Node downstream(Node node, int input, Node upstream);

    /**
     * Forward mode: how the result moves when that input alone moves. {@code local × tangent}.
     *
     * @param tangent how the input moves; it has the input's shape
     * @return how the result moves; it has the node's shape
     */
    Node tangent(Node node, int input, Node tangent);

    /**
     * Forward mode, where several inputs move at once: what each does alone, added up.
     *
     * @param tangents how inputs move, by number; at least one
     */
    default Node tangent(Node node, Map<Integer, Node> tangents) {
        return tangents.entrySet().stream()
                .map(moving -> tangent(node, moving.getKey(), moving.getValue()))
                .reduce(Node::add)
                .orElseThrow();
    }

    /**
     * Batching: this operation on many examples at once.
     *
     * @param node the node of this operation, on one example
     * @param inputs its inputs on all examples, at least one of them with an axis of examples
     * @param count the number of examples
     * @return the node on all examples; its axis 0 counts them
     */
    Node batched(Node node, List<Batch> inputs, int count);
}
