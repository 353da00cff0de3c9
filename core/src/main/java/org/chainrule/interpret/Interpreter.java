package org.chainrule.interpret;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chainrule.graph.Bundle;
import org.chainrule.graph.Data;
import org.chainrule.graph.Definition;
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
import org.chainrule.graph.Topology;
import org.chainrule.graph.Tuple;

/**
 * Computes a graph node after node, in double precision and without a compiler: the oracle of the tests, and what answers
 * at once when a graph is small and cold.
 */
public final class Interpreter {
    private final boolean rounding;
    private final Map<Node, Lane> lanes = new HashMap<>();
    private final Map<Node, List<Lane>> several = new HashMap<>();

    Interpreter(boolean rounding) {
        this.rounding = rounding;
    }

    /** One that knows all that this one knows, but for some nodes. */
    Interpreter without(Set<Node> unknown) {
        Interpreter other = new Interpreter(rounding);
        other.lanes.putAll(lanes);
        other.several.putAll(several);
        other.lanes.keySet().removeAll(unknown);
        other.several.keySet().removeAll(unknown);
        return other;
    }

    /** The values of the roots, float32 rounded after every operation. Values that nodes keep are used. */
    public static List<Data> run(List<Node> roots) {
        return new Interpreter(true).evaluate(roots, Map.of());
    }

    /** As {@link #run(List)}, with values for nodes that have none. */
    public static List<Data> run(List<Node> roots, Map<Node, Data> arguments) {
        return new Interpreter(true).evaluate(roots, arguments);
    }

    /** The values of the roots, computed from the arguments' in double precision and rounded only at the end. */
    public static List<Data> oracle(List<Node> roots, Map<Node, Data> arguments) {
        return new Interpreter(false).evaluate(roots, arguments);
    }

    /** The values of a definition's outputs for those of its arguments. */
    static List<Lane> call(Definition definition, List<Lane> inputs, boolean rounding) {
        Interpreter interpreter = new Interpreter(rounding);
        for (int i = 0; i < inputs.size(); i++) {
            interpreter.lanes.put(definition.arguments().get(i), inputs.get(i));
        }
        return interpreter.evaluate(definition.outputs());
    }

    List<Data> evaluate(List<Node> roots, Map<Node, Data> arguments) {
        arguments.forEach((node, data) -> lanes.put(node, Lane.of(data)));
        List<Lane> values = evaluate(roots);
        return java.util.stream.IntStream.range(0, values.size())
                .mapToObj(i -> values.get(i).toData(roots.get(i).shape()))
                .toList();
    }

    private List<Lane> evaluate(List<Node> roots) {
        for (Node node : Topology.of(roots, node -> !isKnown(node))) {
            if (!lanes.containsKey(node)) {
                compute(node);
            }
        }
        return roots.stream().map(root -> lane(root, lanes)).toList();
    }

    private boolean isKnown(Node node) {
        return lanes.containsKey(node) || node.value().isPresent();
    }

    private static Lane lane(Node node, Map<Node, Lane> lanes) {
        return java.util.Objects.requireNonNull(lanes.get(node));
    }

    private void compute(Node node) {
        if (node.value().isPresent()) {
            lanes.put(node, Lane.of(node.value().get()));
        } else if (node.op() instanceof Tuple tuple) {
            List<Lane> results = Calls.results(tuple, node, inputs(node), rounding);
            if (results.size() == 1) {
                lanes.put(node, results.getFirst());
            } else {
                several.put(node, results);
                lanes.put(node, Calls.summary(node, results));
            }
        } else {
            lanes.put(node, lane(node));
        }
    }

    private List<Lane> inputs(Node node) {
        return node.inputs().stream().map(input -> lane(input, lanes)).toList();
    }

    private Lane lane(Node node) {
        if (node.op() instanceof Pick pick) {
            return java.util.Objects.requireNonNull(several.get(node.input(0))).get(pick.index());
        }
        List<Lane> inputs = inputs(node);
        return switch (node.op()) {
            case Elementwise op -> op.forward(new ReferenceLanes(node.shape().size(), rounding), inputs);
            case Leaf leaf -> leaf(node, leaf);
            case Movement movement -> Movements.move(movement, node, inputs);
            case Reduce reduce -> Contractions.reduce(reduce, node, inputs.getFirst(), rounding);
            case RunningSum scan -> Contractions.scan(scan, node, inputs.getFirst(), rounding);
            case MatMul _ -> Contractions.matmul(node, inputs.get(0), inputs.get(1), rounding);
            case Gather gather -> Indexing.gather(gather, node, inputs.get(0), inputs.get(1));
            case ScatterAdd scatter -> Indexing.scatterAdd(scatter, node, inputs, rounding);
            case Recompute _ -> inputs.getFirst();
            case Tuple _, Pick _, Bundle _ -> throw new AssertionError(node);
        };
    }

    private Lane leaf(Node node, Leaf leaf) {
        return switch (leaf) {
            case Leaf.Constant constant -> Lane.of(constant.data());
            case Leaf.Literal literal ->
                literal.dtype().isFloating()
                        ? new ReferenceLanes(1, rounding).literal(literal.dtype(), literal.value())
                        : new ReferenceLanes(1, rounding).literal(literal.dtype(), literal.whole());
            case Leaf.Iota iota -> {
                Lane lane = new Lane(iota.dtype(), iota.extent());
                java.util.Arrays.setAll(lane.reals, i -> i);
                java.util.Arrays.setAll(lane.wholes, i -> i);
                yield lane;
            }
            case Leaf.Argument _ -> throw new IllegalStateException(node + " has no value outside its function");
        };
    }
}
