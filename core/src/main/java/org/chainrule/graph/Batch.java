package org.chainrule.graph;

/**
 * An input of an operation that is applied to many examples at once.
 *
 * @param node the input on all examples
 * @param perExample whether axis 0 counts the examples; if not, all examples share the input
 */
public record Batch(Node node, boolean perExample) {
    /** The input with examples along axis 0, copied for each if they share it. */
    public Node each(int count) {
        return perExample ? node : node.broadcast(Shape.of(count).append(node.shape()), Axes.of(0));
    }
}
