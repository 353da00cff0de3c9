package org.chainrule.compile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chainrule.graph.Movement;
import org.chainrule.graph.Node;
import org.chainrule.graph.Span;

/**
 * The gradient by what was cut into slices is a sum of paddings. Where two lie side by side, their sum is one padding of both in a row:
 * each element is then computed once, and not under a condition for each slice. A zero may keep its sign.
 */
final class Seams {
    private Seams() {}

    /** The sum of two nodes, if they are such paddings. */
    static Optional<Node> sum(Node a, Node b) {
        if (!(a.op() instanceof Movement.Pad first) || !(b.op() instanceof Movement.Pad second)) {
            return Optional.empty();
        }
        int axis = seam(first.spans(), second.spans());
        if (axis < 0) {
            return Optional.empty();
        }
        boolean inOrder =
                first.spans().get(axis).start() < second.spans().get(axis).start();
        return Optional.of(inOrder ? joined(a, b, axis) : joined(b, a, axis));
    }

    /** The only axis along which two boxes differ, if one begins there where the other ends; otherwise −1. */
    private static int seam(List<Span> first, List<Span> second) {
        int seam = -1;
        for (int axis = 0; axis < first.size(); axis++) {
            Span one = first.get(axis);
            Span other = second.get(axis);
            if (one.step() != 1 || other.step() != 1) {
                return -1;
            }
            if (!one.equals(other)) {
                boolean touch =
                        one.start() + one.count() == other.start() || other.start() + other.count() == one.start();
                if (seam >= 0 || !touch) {
                    return -1;
                }
                seam = axis;
            }
        }
        return seam;
    }

    private static Node joined(Node before, Node after, int axis) {
        Movement.Pad pad = (Movement.Pad) before.op();
        List<Node> parts = new ArrayList<>(parts(before.input(0), axis));
        parts.addAll(parts(after.input(0), axis));
        Node whole = Node.of(new Movement.Concat(axis), parts);
        List<Span> spans = new ArrayList<>(pad.spans());
        spans.set(axis, new Span(spans.get(axis).start(), whole.shape().extent(axis), 1));
        Movement.Pad around = new Movement.Pad(List.copyOf(spans), pad.shape());
        return Moves.of(around, Node.of(around, whole));
    }

    private static List<Node> parts(Node node, int axis) {
        return node.op() instanceof Movement.Concat concat && concat.axis() == axis ? node.inputs() : List.of(node);
    }
}
