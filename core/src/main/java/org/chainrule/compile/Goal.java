package org.chainrule.compile;

import java.util.List;
import java.util.Optional;
import org.chainrule.graph.Axes;
import org.chainrule.graph.Leaf;
import org.chainrule.graph.Movement;
import org.chainrule.graph.Node;
import org.chainrule.graph.Reduce;
import org.chainrule.graph.RunningSum;

/**
 * A result that a loop computes: at every place of the loop it evaluates the body.
 *
 * @param result the node whose buffer is written
 * @param body what is evaluated; the loop runs over its shape
 * @param kind what becomes of the body's values
 * @param offset where in the result's buffer they begin
 * @param strides how far apart neighbours along the body's axes lie there (of the result's kept axes, in a reduction)
 */
record Goal(Node result, Node body, Kind kind, int offset, int[] strides) {
    /** What becomes of the body's values. */
    enum Kind {
        STORE,
        REDUCE,
        SCAN,
        ADD
    }

    /** A node that is stored as it is. */
    static Goal store(Node node) {
        return new Goal(node, node, Kind.STORE, 0, node.shape().strides());
    }

    /** The input of a concatenation or of a padding, stored into its place. */
    static Goal part(Node whole, Node part, int offset, int[] strides) {
        return new Goal(whole, part, Kind.STORE, offset, strides);
    }

    static Goal reduce(Node node) {
        return new Goal(node, node.input(0), Kind.REDUCE, 0, node.shape().strides());
    }

    /** Slices added to a table, each to one of its own. */
    static Goal add(Node node) {
        return new Goal(node, node.input(1), Kind.ADD, 0, node.shape().strides());
    }

    /** What is read beside what the body is computed from. */
    List<Node> besides() {
        return kind == Kind.ADD ? List.of(result.input(0), result.input(2)) : List.of();
    }

    static Goal scan(Node node) {
        return new Goal(node, node.input(0), Kind.SCAN, 0, node.shape().strides());
    }

    Optional<Reduce> reduction() {
        return kind == Kind.REDUCE ? Optional.of((Reduce) result.op()) : Optional.empty();
    }

    /** The axes of the body that a reduction takes away. */
    Axes axes() {
        return reduction().map(Reduce::axes).orElse(Axes.of());
    }

    int scanAxis() {
        return ((RunningSum) result.op()).axis();
    }

    /** Whether its places in the result's buffer leave gaps, which are zero: they are filled before the loop runs. */
    boolean leavesGaps() {
        return result.op() instanceof Movement.Pad && result != body;
    }

    /** The number of places of the loop. */
    int size() {
        return body.shape().size();
    }

    static boolean isLeaf(Node node) {
        return node.op() instanceof Leaf.Argument || node.op() instanceof Leaf.Constant;
    }
}
