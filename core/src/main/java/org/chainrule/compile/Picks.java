package org.chainrule.compile;

import java.util.stream.IntStream;
import org.chainrule.graph.Binary;
import org.chainrule.graph.Gather;
import org.chainrule.graph.Movement;
import org.chainrule.graph.Node;
import org.chainrule.graph.Shape;
import org.chainrule.graph.SortOrder;

/**
 * Slices picked of copies are picked of what was copied: so the gradient of a mean of looked-up rows, which is the same for all of them,
 * is never written out for each.
 */
final class Picks {
    private Picks() {}

    static Node of(Gather gather, Node node) {
        Node table = node.input(0);
        Node indices = node.input(1);
        Node copied = table.op() instanceof Movement.Reshape ? table.input(0) : table;
        // an index that is out of range must not fall into what was copied
        boolean inRange = indices.op() instanceof SortOrder
                && indices.shape().size() <= table.shape().extent(0);
        if (gather.axis() != 0 || !inRange || !(copied.op() instanceof Movement.Broadcast broadcast)) {
            return node;
        }
        Shape slice = table.shape().range(1, table.shape().rank());
        int rank = copied.shape().rank();
        int rows = rank - slice.rank();
        int kept = broadcast.kept().count() - slice.rank();
        boolean slicesCopied = rows > 0
                && copied.shape().range(rows, rank).equals(slice)
                && kept >= 0
                && IntStream.range(0, broadcast.kept().count())
                        .allMatch(i -> broadcast.kept().get(i) == (i < kept ? i : rows + i - kept));
        if (!slicesCopied) {
            return node;
        }
        Node slices = Moves.reshaped(
                copied.input(0), Shape.of(copied.shape().range(0, kept).size()).append(slice));
        int copies = copied.shape().range(kept, rows).size();
        Node indicesOfCopied = Node.of(Binary.DIV, indices, indices.constant(copies));
        return Node.of(gather, slices, indicesOfCopied);
    }
}
