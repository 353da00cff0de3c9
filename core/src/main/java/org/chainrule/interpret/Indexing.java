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
        walk(shape, gather.axis(), indices, node, (inTable, inRows) -> result.copy(inRows, table, inTable));
        return result;
    }

    static Lane scatterAdd(ScatterAdd scatter, Node node, List<Lane> inputs, boolean rounding) {
        Lane updates = inputs.get(1);
        Lane indices = inputs.get(2);
        Lane result = inputs.get(0).copy();
        walk(node.shape(), scatter.axis(), indices, node, (inTable, inRows) -> result.add(inTable, updates, inRows));
        return result.settled(rounding);
    }

    private interface Pair {
        void visit(int inTable, int inRows);
    }

    /** Visits every element of the rows with its place in the table, in row-major order of the rows. */
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
                for (int a = 0; a < after; a++) {
                    pair.visit((b * extent + (int) index) * after + a, (b * count + i) * after + a);
                }
            }
        }
    }
}
