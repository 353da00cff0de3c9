package org.chainrule;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.chainrule.graph.DerivativeException;
import org.chainrule.graph.Enclosing;
import org.chainrule.graph.Leaf;
import org.chainrule.graph.Node;
import org.chainrule.graph.Origins;
import org.chainrule.graph.Topology;

/**
 * The ways that a derivative goes, from the places that move to the outputs. Where there is none at all, something else was meant: a zero
 * would train nothing, without a word.
 *
 * @param derivative what is asked for, as errors call it
 * @param order all that the outputs are computed from
 */
record Ways(String derivative, List<Node> order, List<Node> outputs, List<Node> places) {
    /**
     * The ways, where a derivative may be taken.
     *
     * @throws DerivativeException if the outputs are numbers that a function gave, or are made of what one gave for these places
     */
    static Ways of(String derivative, List<Node> outputs, List<Node> places) {
        Ways ways = new Ways(derivative, Topology.of(outputs), outputs, places);
        ways.requireOperations();
        ways.requireWhole();
        return ways;
    }

    /**
     * Refuses what cannot be meant: all outputs are numbers that a function gave. What is made of such numbers further may well be zero, as second
     * derivatives of what is linear are.
     */
    private void requireOperations() {
        boolean numbersAlone = outputs.stream()
                .allMatch(node ->
                        node.op() instanceof Leaf.Constant constant && constant.computed() && !places.contains(node));
        if (numbersAlone && !outputs.isEmpty()) {
            throw new DerivativeException(
                    derivative,
                    "of what was computed at " + outputs.getFirst().source() + ", whose operations are not known",
                    "a compiled function, a step and Tree.evaluate give numbers alone: differentiate inside of them, or a function by"
                            + " ValueAndGradient");
        }
    }

    /**
     * Refuses what would be a part of the derivative alone: some of what moves went into a compiled function, of whose results an output is made.
     * By {@code stopGradient()} these are data.
     */
    private void requireWhole() {
        Set<Long> asked = new HashSet<>();
        places.stream().filter(place -> place.dtype().isFloating()).forEach(place -> asked.add(place.number()));
        Set<Node> lost = new HashSet<>();
        Map<Origins, Boolean> known = new IdentityHashMap<>();
        for (Node node : order) {
            if (node.op() instanceof Leaf.Constant constant
                    && constant.computed()
                    && !asked.contains(node.number())
                    && known.computeIfAbsent(constant.origins(), origins -> origins.isAmong(asked))) {
                lost.add(node);
            }
        }
        if (!lost.isEmpty()) {
            smooth().filter(lost::contains).findFirst().ifPresent(this::refuseLost);
        }
    }

    /** What the outputs move with. */
    private Stream<Node> smooth() {
        Set<Node> seen = new HashSet<>(outputs);
        for (Node node : order.reversed()) {
            for (int i = 0; i < node.inputs().size() && seen.contains(node); i++) {
                if (node.op().differentiable(i)) {
                    seen.add(node.input(i));
                }
            }
        }
        return order.stream().filter(seen::contains);
    }

    private void refuseLost(Node lost) {
        throw new DerivativeException(
                derivative,
                lost.type() + " computed at " + lost.source()
                        + " is what a compiled function gave for tensors that are asked at, so its part would be missing",
                "differentiate the whole inside of one compiled function, or call the function itself; stopGradient() if it is meant"
                        + " as data");
    }

    /**
     * The derivatives as they are given, zero where nothing flows.
     *
     * @param like for each a node of its type
     * @throws DerivativeException if nothing flows anywhere, and that is no derivative of a derivative
     */
    List<Tensor> given(List<Optional<Node>> flows, List<Node> like) {
        if (flows.stream().allMatch(Optional::isEmpty) && !mayBeZero()) {
            throw noWay();
        }
        return IntStream.range(0, flows.size())
                .mapToObj(
                        i -> Tensor.of(flows.get(i).orElseGet(like.get(i)::zero).asDerivative()))
                .toList();
    }

    /** Whether a way leads here that is flat, as through {@code round()}, or one that a differentiation has taken away. */
    private boolean mayBeZero() {
        List<Node> moving =
                places.stream().filter(place -> place.dtype().isFloating()).toList();
        return moving.isEmpty() || outputs.isEmpty() || new HashSet<>(order).removeAll(moving) || isDerived();
    }

    /** Whether some of the outputs is made of a derivative, also inside of a loop, a branch or a custom operation. */
    private boolean isDerived() {
        Set<Node> seen = new HashSet<>();
        Deque<List<Node>> graphs = new ArrayDeque<>(List.of(order));
        while (!graphs.isEmpty()) {
            for (Node node : graphs.pop()) {
                if (node.isDerivative()) {
                    return true;
                }
                if (node.op() instanceof Enclosing enclosing && seen.add(node)) {
                    graphs.push(Topology.of(enclosing.definition().outputs()));
                }
            }
        }
        return false;
    }

    private DerivativeException noWay() {
        Node place = places.stream()
                .filter(node -> node.dtype().isFloating())
                .findFirst()
                .orElseThrow();
        Node output = outputs.getFirst();
        return new DerivativeException(
                derivative,
                "no way leads from what is asked at, " + place.type() + " made at " + place.source() + ", to "
                        + output.type() + " made at " + output.source(),
                "ask at the very tensors that it was computed from: not at a copy, cast or slice made beside them, nor, inside of a"
                        + " compiled function, loop or ValueAndGradient, at what stands outside instead of at the argument");
    }
}
