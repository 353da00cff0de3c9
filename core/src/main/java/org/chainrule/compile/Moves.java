package org.chainrule.compile;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.chainrule.graph.Axes;
import org.chainrule.graph.Combine;
import org.chainrule.graph.DType;
import org.chainrule.graph.Movement;
import org.chainrule.graph.Node;
import org.chainrule.graph.Reduce;
import org.chainrule.graph.Shape;
import org.chainrule.graph.Span;
import org.chainrule.graph.Window;

/** Movements that undo or follow one another, and contractions over trivial axes. */
final class Moves {
    private Moves() {}

    static Node of(Movement movement, Node node) {
        Node x = node.input(0);
        return switch (movement) {
            case Movement.Reshape reshape -> {
                if (node.shape().equals(x.shape())) {
                    yield x;
                }
                yield x.op() instanceof Movement.Reshape
                        ? reshaped(x.input(0), reshape.shape())
                        : Outward.of(reshape, node);
            }
            case Movement.Permute permute -> {
                if (permute.order().isIdentity()) {
                    yield x;
                }
                if (keepsOrder(permute.order(), x.shape())) {
                    yield x.reshape(node.shape());
                }
                yield switch (x.op()) {
                    case Movement.Permute first -> turned(x.input(0), composed(first.order(), permute.order()));
                    case Movement.Broadcast broadcast -> copied(broadcast, x.input(0), permute.order());
                    default -> node;
                };
            }
            case Movement.Broadcast broadcast -> {
                if (broadcast.shape().equals(x.shape())) {
                    yield x;
                }
                yield x.op() instanceof Movement.Broadcast first
                        ? Node.of(
                                new Movement.Broadcast(broadcast.shape(), composed(broadcast.kept(), first.kept())),
                                x.input(0))
                        : node;
            }
            case Movement.Slice slice -> coversAll(slice.spans(), x.shape()) ? x : Outward.of(slice, node);
            case Movement.Pad pad -> coversAll(pad.spans(), node.shape()) ? x : Outward.of(pad, node);
            case Window _ -> node;
            case Movement.Concat _ -> node.inputs().size() == 1 ? x : node;
        };
    }

    /** A node of the same elements in another shape. */
    static Node reshaped(Node node, Shape shape) {
        Node under = node.op() instanceof Movement.Reshape ? node.input(0) : node;
        return under.reshape(shape);
    }

    /** A node whose axis i is axis {@code order[i]} of this one. */
    static Node turned(Node node, Axes order) {
        Node permuted = node.permute(order);
        return permuted.op() instanceof Movement.Permute permute ? of(permute, permuted) : permuted;
    }

    /** Copies whose axes change places are copies of what changed places before. */
    private static Node copied(Movement.Broadcast broadcast, Node x, Axes order) {
        int[] kept = IntStream.range(0, order.count())
                .filter(axis -> broadcast.kept().contains(order.get(axis)))
                .toArray();
        int[] places = Arrays.stream(kept)
                .map(axis -> broadcast.kept().indexOf(order.get(axis)))
                .toArray();
        int[] extents =
                Arrays.stream(order.toArray()).map(broadcast.shape()::extent).toArray();
        return Node.of(new Movement.Broadcast(Shape.of(extents), Axes.of(kept)), turned(x, Axes.of(places)));
    }

    /** Whether only axes of extent 1 change places. */
    private static boolean keepsOrder(Axes order, Shape shape) {
        int last = -1;
        for (int i = 0; i < order.count(); i++) {
            int axis = order.get(i);
            if (shape.extent(axis) != 1) {
                if (axis < last) {
                    return false;
                }
                last = axis;
            }
        }
        return true;
    }

    /** Element i is {@code first[second[i]]}. */
    private static Axes composed(Axes first, Axes second) {
        return Axes.of(Arrays.stream(second.toArray()).map(first::get).toArray());
    }

    private static boolean coversAll(List<Span> spans, Shape shape) {
        for (int axis = 0; axis < spans.size(); axis++) {
            if (!spans.get(axis).isAll(shape.extent(axis))) {
                return false;
            }
        }
        return true;
    }

    static Node of(Reduce reduce, Node node) {
        Node x = node.input(0);
        if (x.shape().size() == 0) {
            return node.zero();
        }
        int count = x.shape().size() / node.shape().size();
        if (count == 1) {
            return x.reshape(node.shape());
        }
        boolean copies = x.op() instanceof Movement.Broadcast broadcast
                && Arrays.stream(reduce.axes().toArray())
                        .allMatch(axis -> broadcast.added().contains(axis));
        if (!copies) {
            return Outward.of(reduce, node);
        }
        Movement.Broadcast broadcast = (Movement.Broadcast) x.op();
        int[] kept = Arrays.stream(broadcast.kept().toArray())
                .map(axis -> axis
                        - (int) Arrays.stream(reduce.axes().toArray())
                                .filter(gone -> gone < axis)
                                .count())
                .toArray();
        Node one = Node.of(new Movement.Broadcast(node.shape(), Axes.of(kept)), x.input(0));
        Node all = node.shape().equals(x.input(0).shape()) ? x.input(0) : one;
        Node result = reduce.combine() == Combine.SUM ? all.mul(all.constant(count)) : all;
        return Constants.isFoldable(result) ? Constants.fold(result) : result;
    }

    /** Products by a vector are sums of rows or columns, and products over one element are no sums at all. */
    static Node product(Node node) {
        Node left = node.input(0);
        Node right = node.input(1);
        Shape shape = node.shape();
        int rank = shape.rank();
        int k = left.shape().extent(-1);
        if (shape.size() == 0 || k == 0) {
            return node.zero();
        }
        boolean vector = (shape.extent(-1) == 1 || shape.extent(-2) == 1) && node.dtype() != DType.BOOL;
        if (k == 1) {
            return stretched(left, -1, shape).mul(stretched(right, -2, shape));
        }
        if (!vector) {
            return node;
        }
        if (shape.extent(-1) == 1) {
            Node row = right.transpose();
            Node terms = left.mul(stretched(row, -2, left.shape()));
            return terms.sum(Axes.of(rank - 1)).reshape(shape);
        }
        Node column = left.transpose();
        Node terms = stretched(column, -1, right.shape()).mul(right);
        return terms.sum(Axes.of(rank - 2)).reshape(shape);
    }

    /** A node whose axis has extent 1, copied along it. */
    private static Node stretched(Node node, int axis, Shape shape) {
        int at = shape.axis(axis);
        return node.reshape(node.shape().without(at)).broadcast(shape, Axes.of(at));
    }
}
