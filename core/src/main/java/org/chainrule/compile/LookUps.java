package org.chainrule.compile;

import java.util.Optional;
import org.chainrule.graph.DType;
import org.chainrule.graph.Gather;
import org.chainrule.graph.Movement;
import org.chainrule.graph.Node;
import org.chainrule.graph.ScatterAdd;
import org.chainrule.graph.Select;
import org.chainrule.graph.Shape;

/** Slices that a loop finds in a table by itself, a row of the loop each: nothing is picked, or added back, in a pass of its own. */
final class LookUps {
    /** Shorter slices are not worth a row of a loop. */
    private static final int SHORTEST = 8;

    private LookUps() {}

    /** Whether a loop may read what a node picks where it lies. */
    static boolean isReadable(Node node) {
        return node.op() instanceof Gather gather && gather.axis() == 0 && hasRows(node.input(0), node.input(1));
    }

    /** Whether a loop may add to a table where it lies: what it adds to one slice has no part in another. */
    static boolean isWritable(Node node) {
        return node.op() instanceof ScatterAdd add
                && add.apart()
                && add.axis() == 0
                && !Constants.is(node.input(0), 0)
                && hasRows(node.input(0), node.input(2));
    }

    private static boolean hasRows(Node table, Node indices) {
        Shape shape = table.shape();
        return indices.dtype() == DType.INT32
                && table.dtype().isFloating()
                && indices.shape().size() > 1
                && shape.rank() > 1
                && shape.extent(-1) >= SHORTEST;
    }

    /** What says whether a row is added, if the others are zeros: a bool for each row. */
    static Optional<Node> mask(Node updates) {
        boolean chosen = updates.op() == Select.SELECT
                && Constants.is(updates.input(2), 0)
                && updates.input(0).op() instanceof Movement.Broadcast copies
                && !copies.kept().contains(copies.shape().rank() - 1);
        return chosen ? Optional.of(updates.input(0)) : Optional.empty();
    }
}
