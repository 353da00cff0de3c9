package org.chainrule.compile;

import java.util.Optional;
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
        // an index that is out of range must not fall into what was copied
        boolean inRange = indices.op() instanceof SortOrder
                && indices.shape().size() <= table.shape().extent(0);
        if (gather.axis() != 0 || !inRange) {
            return node;
        }
        Shape slice = table.shape().range(1, table.shape().rank());
        return copies(table, slice.rank())
                .map(copies -> {
                    Node slices =
                            Moves.reshaped(copies.of(), Shape.of(copies.count()).append(slice));
                    return Node.of(gather, slices, Node.of(Binary.DIV, indices, indices.constant(copies.times())));
                })
                .orElse(node);
    }

    /**
     * Slices that stand several times in a row.
     *
     * @param of the slices, {@code count} of them
     * @param times how often each stands in a row
     */
    record Copies(Node of, int count, int times) {}

    /** What the slices of a node are copies of, whose last axes are so many. */
    static Optional<Copies> copies(Node node, int sliceRank) {
        Node copied = node.op() instanceof Movement.Reshape ? node.input(0) : node;
        int rank = copied.shape().rank();
        int rows = rank - sliceRank;
        if (!(copied.op() instanceof Movement.Broadcast broadcast) || rows <= 0) {
            return Optional.empty();
        }
        int slices = node.shape().rank() - sliceRank;
        int kept = broadcast.kept().count() - sliceRank;
        boolean whole = kept >= 0
                && copied.shape()
                        .range(rows, rank)
                        .equals(node.shape().range(slices, node.shape().rank()))
                && IntStream.range(0, broadcast.kept().count())
                        .allMatch(i -> broadcast.kept().get(i) == (i < kept ? i : rows + i - kept));
        return Optional.of(copied.input(0))
                .filter(_ -> whole)
                .map(of -> new Copies(
                        of,
                        copied.shape().range(0, kept).size(),
                        copied.shape().range(kept, rows).size()));
    }
}
