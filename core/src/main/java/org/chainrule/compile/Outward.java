package org.chainrule.compile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.chainrule.graph.Axes;
import org.chainrule.graph.Elementwise;
import org.chainrule.graph.Leaf;
import org.chainrule.graph.MatMul;
import org.chainrule.graph.Movement;
import org.chainrule.graph.Node;
import org.chainrule.graph.Reduce;
import org.chainrule.graph.Shape;
import org.chainrule.graph.Span;

/**
 * Moves outward, toward what reads a value, the permutations that change its innermost axis, and the reshapes that merge axes. So what is
 * computed of a product's elements is computed as they lie, side by side, and what lies between two convolutions keeps their layout:
 * where the second one permutes back, both permutations vanish.
 */
final class Outward {
    private Outward() {}

    /** An elementwise operation before a permutation or a reshape that its inputs come with; empty if there is none to move. */
    static Optional<Node> of(Elementwise op, Node node) {
        Optional<Axes> order = order(node.inputs());
        if (order.isPresent()) {
            Axes back = order.get().inverse();
            List<Node> inputs = node.inputs().stream()
                    .map(input -> Moves.turned(input, back))
                    .toList();
            Node inner = Node.of(op, inputs);
            return Optional.of(Moves.turned(overFiner(op, inner).orElseGet(() -> Simplify.own(inner)), order.get()));
        }
        return overFiner(op, node);
    }

    /** Computed over the finer shape of an input whose axes a reshape merged. */
    private static Optional<Node> overFiner(Elementwise op, Node node) {
        return finer(node).map(fine -> {
            List<Node> inputs =
                    node.inputs().stream().map(input -> refined(input, fine)).toList();
            return Moves.reshaped(Simplify.own(Node.of(op, inputs)), node.shape());
        });
    }

    static Node of(Reduce reduce, Node node) {
        Node x = node.input(0);
        if (isTurned(x)) {
            Axes order = ((Movement.Permute) x.op()).order();
            int[] gone = Arrays.stream(reduce.axes().toArray())
                    .map(order::get)
                    .sorted()
                    .toArray();
            int[] left = Arrays.stream(order.toArray())
                    .filter(axis -> Arrays.binarySearch(gone, axis) < 0)
                    .toArray();
            int[] places = Arrays.stream(left)
                    .map(axis -> (int)
                            Arrays.stream(left).filter(other -> other < axis).count())
                    .toArray();
            Node inner = Node.of(new Reduce(reduce.combine(), Axes.of(gone)), x.input(0));
            return Moves.turned(of((Reduce) inner.op(), inner), Axes.of(places));
        }
        boolean several = reduce.axes().count() > 1;
        if (several && x.op() instanceof Movement.Reshape && isComputedFiner(x)) {
            return Node.of(
                            new Reduce(
                                    reduce.combine(),
                                    split(reduce.axes(), x.shape(), x.input(0).shape())),
                            x.input(0))
                    .reshape(node.shape());
        }
        return node;
    }

    static Node of(Movement movement, Node node) {
        Node x = node.input(0);
        if (!isTurned(x)) {
            return node;
        }
        Axes order = ((Movement.Permute) x.op()).order();
        return switch (movement) {
            case Movement.Slice slice ->
                Moves.turned(Node.of(new Movement.Slice(inside(slice.spans(), order)), x.input(0)), order);
            case Movement.Pad pad -> {
                int[] extents = Arrays.stream(order.inverse().toArray())
                        .map(pad.shape()::extent)
                        .toArray();
                Movement.Pad inner = new Movement.Pad(inside(pad.spans(), order), Shape.of(extents));
                yield Moves.turned(Node.of(inner, x.input(0)), order);
            }
            case Movement.Reshape reshape ->
                Regrouping.of(x.shape(), reshape.shape())
                        .flatMap(groups -> groups.before(order, x.input(0).shape()))
                        .map(before -> Moves.turned(Moves.reshaped(x.input(0), before.shape()), before.order()))
                        .orElse(node);
            default -> node;
        };
    }

    /** Whether a node is a permutation after which neighbours no longer stand side by side. */
    static boolean isTurned(Node node) {
        if (!(node.op() instanceof Movement.Permute permute) || node.shape().size() == 0) {
            return false;
        }
        int last = innermost(node.input(0).shape());
        return last >= 0 && permute.order().get(innermost(node.shape())) != last;
    }

    static int innermost(Shape shape) {
        return IntStream.range(0, shape.rank())
                .filter(axis -> shape.extent(axis) != 1)
                .max()
                .orElse(-1);
    }

    /** The permutation that most inputs have in common, unless more lie otherwise. */
    private static Optional<Axes> order(List<Node> inputs) {
        Map<Axes, Integer> votes = new LinkedHashMap<>();
        int against = 0;
        for (Node input : inputs) {
            if (isTurned(input)) {
                votes.merge(((Movement.Permute) input.op()).order(), 1, Integer::sum);
            } else if (Goal.isLeaf(input)) {
                against += 2;
            } else if (!isFree(input)) {
                against++;
            }
        }
        int others = against;
        return votes.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .filter(most -> most.getValue() >= others)
                .map(Map.Entry::getKey);
    }

    /** Whether a node lies as well in one order as in another. */
    private static boolean isFree(Node node) {
        Node under = Storage.underReshapes(node);
        return under.op() instanceof Movement.Broadcast
                || under.op() instanceof Leaf.Iota
                || Constants.of(node).isPresent();
    }

    /** The finer shape over which an input is computed before a reshape merges its axes. */
    private static Optional<Shape> finer(Node node) {
        if (node.inputs().stream()
                .anyMatch(input -> Storage.underReshapes(input).op() instanceof MatMul)) {
            return Optional.empty();
        }
        return node.inputs().stream()
                .filter(Outward::isComputedFiner)
                .map(input -> input.input(0).shape())
                .max(Comparator.comparingInt(Shape::rank));
    }

    private static boolean isComputedFiner(Node node) {
        return node.op() instanceof Movement.Reshape
                && node.input(0).op() instanceof Elementwise
                && Regrouping.isFiner(node.input(0).shape(), node.shape());
    }

    private static Node refined(Node node, Shape fine) {
        return Constants.of(node)
                .map(literal -> Constants.filled(literal, fine))
                .orElseGet(() -> Moves.reshaped(node, fine));
    }

    /** The axes of a finer shape that make up axes of a coarser one. */
    private static Axes split(Axes axes, Shape coarse, Shape fine) {
        List<Integer> parts = new ArrayList<>();
        int next = 0;
        for (int axis = 0; axis < coarse.rank(); axis++) {
            for (long size = 1; size < coarse.extent(axis) || next < fine.rank() && fine.extent(next) == 1; next++) {
                size *= fine.extent(next);
                if (axes.contains(axis)) {
                    parts.add(next);
                }
            }
        }
        return Axes.of(parts.stream().mapToInt(Integer::intValue).toArray());
    }

    private static List<Span> inside(List<Span> spans, Axes order) {
        return Arrays.stream(order.inverse().toArray()).mapToObj(spans::get).toList();
    }
}
