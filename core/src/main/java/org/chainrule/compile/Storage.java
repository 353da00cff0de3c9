package org.chainrule.compile;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.chainrule.graph.Bundle;
import org.chainrule.graph.Elementwise;
import org.chainrule.graph.Gather;
import org.chainrule.graph.Leaf;
import org.chainrule.graph.MatMul;
import org.chainrule.graph.Movement;
import org.chainrule.graph.Node;
import org.chainrule.graph.Pick;
import org.chainrule.graph.Recompute;
import org.chainrule.graph.Reduce;
import org.chainrule.graph.RunningSum;
import org.chainrule.graph.ScatterAdd;
import org.chainrule.graph.Shape;
import org.chainrule.graph.Tuple;
import org.chainrule.graph.Window;

/** Which nodes get a buffer. The others are computed where they are used. */
final class Storage {
    /** The most that may be computed in place of one value, in vector operations; deeper chains are cut by a buffer. */
    static final int INLINE_LIMIT = 100;

    /** What is worth a buffer, in vector operations, rather than to be computed for each of a few rows. */
    private static final int COSTLY = 16;

    private final Set<Node> stored = new HashSet<>();

    /** What must have a buffer whatever fusion does. */
    Storage(List<Node> order, Collection<Node> outputs) {
        outputs.forEach(output -> stored.add(underReshapes(output)));
        DeepChains chains = new DeepChains(this);
        for (Node node : order) {
            switch (node.op()) {
                case MatMul _ -> {
                    stored.add(node);
                    node.inputs().forEach(this::storeForProduct);
                }
                case ScatterAdd _ -> {
                    stored.add(node);
                    if (LookUps.isWritable(node)) {
                        List.of(node.input(0), node.input(2)).forEach(input -> add(underReshapes(input)));
                    } else {
                        read(node).forEach(input -> add(underReshapes(input)));
                    }
                }
                case Gather _ -> {
                    if (!LookUps.isReadable(node)) {
                        stored.add(node);
                    }
                    node.inputs().forEach(input -> add(underReshapes(input)));
                }
                case Tuple _ -> {
                    if (!Tuple.isSeveral(node)) {
                        stored.add(node);
                    }
                    node.inputs().forEach(input -> add(underReshapes(input)));
                }
                case RunningSum _, Movement.Concat _, Pick _ -> stored.add(node);
                case Movement.Broadcast broadcast -> storeUnderCopies(broadcast, node.input(0), chains);
                case Window window -> {
                    if (window.size() > window.stride()) {
                        storeUnderWindows(node.input(0));
                    }
                }
                case Movement _, Elementwise _, Reduce _, Leaf _, Recompute _ -> {}
                case Bundle _ -> throw new AssertionError(node);
            }
        }
        DeepChains.cut(order, this);
    }

    /** Copies along rows are computed at each: costly ones once before. */
    private void storeUnderCopies(Movement.Broadcast broadcast, Node node, DeepChains chains) {
        int innermost = Outward.innermost(broadcast.shape());
        boolean alongRows = broadcast.kept().contains(innermost)
                && node.shape().size() > 1
                && node.shape().size() < broadcast.shape().size();
        Node under = underReshapes(node);
        if (alongRows && under.op() instanceof Elementwise && chains.inline(under) >= COSTLY) {
            add(under);
        }
    }

    /** Windows that overlap read an element several times: it is computed, and brought beside its neighbours, once. */
    private void storeUnderWindows(Node node) {
        Node below = node;
        while (below.op() instanceof Movement.Pad || below.op() instanceof Movement.Reshape) {
            below = below.input(0);
        }
        if (below.op() instanceof Elementwise || below.op() instanceof Gather || Outward.isTurned(below)) {
            add(below);
        }
    }

    /** The nodes that a node's instruction reads. Zeros that slices are added to are filled in where the sum goes. */
    List<Node> read(Node node) {
        if (!(node.op() instanceof ScatterAdd)) {
            return node.inputs();
        }
        List<Node> read = new ArrayList<>();
        if (!isIntoZeros(node)) {
            read.add(node.input(0));
        }
        Updates updates = updates(node);
        read.add(node.input(2));
        read.add(updates.slices());
        updates.picks().ifPresent(pick -> read.add(pick.input(1)));
        return read;
    }

    /** Whether slices are added to zeros. */
    static boolean isIntoZeros(Node addition) {
        return Constants.is(addition.input(0), 0);
    }

    /**
     * Where slices that are added are read.
     *
     * @param slices where they lie
     * @param picks the look-up that says which of them is added, if it is not done before
     * @param copies otherwise how often in a row each of them is added, if the copies are not written out
     */
    record Updates(Node slices, Optional<Node> picks, int copies) {}

    Updates updates(Node addition) {
        Node updates = addition.input(1);
        Updates whole = new Updates(updates, Optional.empty(), 1);
        if (((ScatterAdd) addition.op()).axis() != 0 || isBuffer(underReshapes(updates))) {
            return whole;
        }
        return LookUps.isReadable(updates)
                ? new Updates(updates.input(0), Optional.of(updates), 1)
                : Picks.copies(updates, addition.shape().rank() - 1)
                        .map(copies -> new Updates(copies.of(), Optional.empty(), copies.times()))
                        .orElse(whole);
    }

    boolean contains(Node node) {
        return stored.contains(node);
    }

    /** Whether a node's value lies in a buffer: it is stored, or given. */
    boolean isBuffer(Node node) {
        return Goal.isLeaf(node) || stored.contains(node);
    }

    void add(Node node) {
        if (!Goal.isLeaf(node)) {
            stored.add(node);
        }
    }

    /** The node whose buffer a reshaped node shares. */
    static Node underReshapes(Node node) {
        Node under = node;
        while (under.op() instanceof Movement.Reshape || under.op() instanceof Recompute) {
            under = under.input(0);
        }
        return under;
    }

    private void storeForProduct(Node operand) {
        if (locate(operand).isPresent()) {
            return;
        }
        Node root = underReshapes(operand);
        Node bottom = operand;
        while (bottom.op() instanceof Recompute
                || bottom.op() instanceof Movement && !(bottom.op() instanceof Movement.Pad)) {
            bottom = bottom.input(0);
        }
        Node wanted = bottom.op() instanceof Elementwise ? bottom : root;
        // where the product needs it in another order, it is computed there, not copied
        add(locate(operand, node -> node == wanted || isBuffer(node)).isPresent() ? wanted : root);
    }

    /** A buffer, and where in it each element of an operand lies. */
    record Located(Node buffer, Address address) {}

    /** Where an operand of a matrix product lies, if movements alone lead to a buffer. The address is by its axes other than 1. */
    Optional<Located> locate(Node operand) {
        return locate(operand, this::isBuffer);
    }

    private static Optional<Located> locate(Node operand, Predicate<Node> isBuffer) {
        int[] loop = View.loopOver(operand.shape());
        Optional<View> view = View.identity(loop, operand.shape());
        Node node = operand;
        while (view.isPresent() && !isBuffer.test(node)) {
            Optional<View> own = view.flatMap(reached(node));
            Shape below = node.inputs().isEmpty() ? Shape.SCALAR : node.input(0).shape();
            view = switch (node.op()) {
                case Movement.Reshape _, Recompute _ -> view;
                case Movement.Broadcast broadcast ->
                    own.map(at -> at.pick(below, broadcast.kept().toArray()));
                case Movement.Permute permute ->
                    own.map(at -> at.pick(below, permute.order().inverse().toArray()));
                case Movement.Slice slice -> own.map(at -> at.unslice(slice.spans(), below));
                case Window window -> own.map(at -> at.unwindow(window, below));
                default -> Optional.empty();
            };
            if (view.isPresent()) {
                node = node.input(0);
            }
        }
        Node buffer = node;
        return view.map(at -> new Located(buffer, at.address()));
    }

    /** As {@link #locate}, of a node that an instruction reads, which has a place. */
    Located located(Node operand) {
        return locate(operand).orElseThrow(() -> new AssertionError("no buffer for " + operand));
    }

    /** The buffers that a node's instruction reads. */
    List<Node> buffers(Node node) {
        return read(node).stream()
                .flatMap(input -> locate(input).stream())
                .map(Located::buffer)
                .toList();
    }

    private static java.util.function.Function<View, Optional<View>> reached(Node node) {
        return view -> view.reshaped(node.shape());
    }

    /** Whether a loop that needs the node does not look below it. */
    boolean isBoundary(Node node) {
        return isBuffer(node) || node.op() instanceof Reduce || node.op() instanceof Leaf;
    }

    /** What computing a node costs, in vector operations. */
    static int weight(Node node) {
        return switch (node.op()) {
            case Elementwise op -> Weights.of(op);
            default -> 1;
        };
    }
}
