package org.chainrule.compile;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chainrule.graph.Binary;
import org.chainrule.graph.Cast;
import org.chainrule.graph.Elementwise;
import org.chainrule.graph.Gather;
import org.chainrule.graph.Leaf;
import org.chainrule.graph.MatMul;
import org.chainrule.graph.Movement;
import org.chainrule.graph.Node;
import org.chainrule.graph.Reduce;
import org.chainrule.graph.RunningSum;
import org.chainrule.graph.Select;
import org.chainrule.graph.Source;
import org.chainrule.graph.Topology;
import org.chainrule.graph.Unary;

/**
 * Rewrites a graph into a smaller one of the same values, inputs first. As identical nodes are one object, rebuilding is
 * also what finds common subexpressions.
 */
final class Simplify {
    private final Map<Node, Node> simpler = new HashMap<>();
    private final TurnedProducts turnedProducts;

    private Simplify(TurnedProducts turnedProducts) {
        this.turnedProducts = turnedProducts;
    }

    static List<Node> of(List<Node> outputs) {
        List<Node> order = Topology.of(outputs);
        Simplify pass = new Simplify(TurnedProducts.of(order, outputs));
        for (Node node : order) {
            pass.simpler.put(node, Source.as(node.source(), () -> pass.rewrite(node)));
        }
        return outputs.stream().map(pass::simple).toList();
    }

    private Node simple(Node node) {
        return java.util.Objects.requireNonNull(simpler.get(node));
    }

    private Node rewrite(Node node) {
        if (node.op() instanceof Leaf.Constant constant && node.shape().size() == 1) {
            return Constants.number(constant.data());
        }
        Optional<Leaf.Literal> number = Constants.of(node);
        if (number.isPresent()) {
            return Constants.filled(number.get(), node.shape());
        }
        if (node.inputs().isEmpty()) {
            return node;
        }
        Optional<Node> product = turnedProducts.of(node, this::simple);
        if (product.isPresent()) {
            return rule(product.get());
        }
        List<Node> inputs = node.inputs().stream().map(this::simple).toList();
        Node rebuilt = inputs.equals(node.inputs()) ? node : Node.of(node.op(), inputs);
        return rule(rebuilt);
    }

    /** What a node is in simpler words; most stay as they are. */
    static Node rule(Node node) {
        return Optional.of(node)
                .filter(ruled -> ruled.op() instanceof Elementwise)
                .flatMap(ruled -> Outward.of((Elementwise) ruled.op(), ruled))
                .orElseGet(() -> own(node));
    }

    /** As {@link #rule}, wherever permutations stand. */
    static Node own(Node node) {
        if (Constants.isFoldable(node)) {
            return Constants.fold(node);
        }
        return switch (node.op()) {
            case Binary binary -> Identities.of(binary, node);
            case Unary unary -> Identities.of(unary, node);
            case Select _ -> Identities.select(node);
            case Cast cast -> cast.to() == node.input(0).dtype() ? node.input(0) : node;
            case Movement movement -> Moves.of(movement, node);
            case Reduce reduce -> Moves.of(reduce, node);
            case MatMul _ -> Moves.product(node);
            case Gather gather -> Picks.of(gather, node);
            case RunningSum scan -> node.shape().extent(scan.axis()) == 1 ? node.input(0) : node;
            default -> node;
        };
    }
}
