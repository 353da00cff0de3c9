package org.chainrule.interpret;

import java.util.List;
import org.chainrule.graph.Gather;
import org.chainrule.graph.Node;
import org.chainrule.graph.ScatterAdd;
import org.chainrule.graph.Shape;

/** The reference meaning of gather and scatter-add. */
final class Indexing {
    private Indexing() {}

    static Lane gather(Gather gather, Node node, Lane table, Lane indices) {
        Lane result = new Lane(node.dtype(), node.shape().size());
        Shape shape = node.input(0).shape();
        walk(
                shape,
                gather.axis(),
                indices,
                node,
                (inTable, inRows, count) -> result.copy(count, inRows, 1, table, inTable, 1));
        return result;
    }

    static Lane scatterAdd(ScatterAdd scatter, Node node, List<Lane> inputs, boolean rounding) {
        Lane updates = inputs.get(1);
        Lane indices = inputs.get(2);
        Lane result = inputs.get(0).copy();
        walk(
                node.shape(),
                scatter.axis(),
                indices,
                node,
                (inTable, inRows, count) -> result.add(count, inTable, 1, updates, inRows, 1));
        return result.settled(rounding);
    }

    /** So many elements that lie side by side, in a table and in rows of it. */
    private interface Pair {
        void visit(int inTable, int inRows, int count);
    }

    /** Visits the rows with their places in the table, in row-major order. */
    private static void walk(Shape table, int axis, Lane indices, Node node, Pair pair) {
        int before = table.range(0, axis).size();
        int extent = table.extent(axis);
        int after = table.range(axis + 1, table.rank()).size();
        int count = indices.size();
        for (int b = 0; b < before; b++) {
            for (int i = 0; i < count; i++) {
                long index = indices.wholes[i];
                if (index < 0 || index >= extent) {
                    throw new IndexOutOfBoundsException("index " + index + " at place " + i + " is outside axis " + axis
                            + " of the table " + table + ", in " + node);
                }
                pair.visit((b * extent + (int) index) * after, (b * count + i) * after, after);
            }
        }
    }
}
