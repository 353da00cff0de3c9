package org.chainrule.check;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.chainrule.graph.Bundle;
import org.chainrule.graph.Cast;
import org.chainrule.graph.DType;
import org.chainrule.graph.Data;
import org.chainrule.graph.Definition;
import org.chainrule.graph.Elementwise;
import org.chainrule.graph.Enclosing;
import org.chainrule.graph.Gather;
import org.chainrule.graph.Leaf;
import org.chainrule.graph.MatMul;
import org.chainrule.graph.Movement;
import org.chainrule.graph.Node;
import org.chainrule.graph.Pick;
import org.chainrule.graph.Recompute;
import org.chainrule.graph.Reduce;
import org.chainrule.graph.Routine;
import org.chainrule.graph.RunningSum;
import org.chainrule.graph.ScatterAdd;
import org.chainrule.graph.Source;
import org.chainrule.graph.Topology;
import org.chainrule.graph.Tuple;
import org.chainrule.graph.Type;

/**
 * The same graph in double precision: every float32 in it becomes float64, constants that the function closes over
 * included, so that differences have digits to spare.
 */
final class Promotion {
    private Promotion() {}

    /**
     * @param roots what is wanted in double precision
     * @param given for nodes that something else stands for, that
     */
    static List<Node> of(List<Node> roots, Map<Node, Node> given) {
        Map<Node, Node> promoted = new HashMap<>(given);
        for (Node node : Topology.of(roots, node -> !given.containsKey(node))) {
            if (!promoted.containsKey(node)) {
                promoted.put(node, Source.as(node.source(), () -> promote(node, promoted)));
            }
        }
        return roots.stream()
                .map(root -> Objects.requireNonNull(promoted.get(root)))
                .toList();
    }

    private static Node promote(Node node, Map<Node, Node> promoted) {
        List<Node> inputs = node.inputs().stream()
                .map(input -> Objects.requireNonNull(promoted.get(input)))
                .toList();
        return switch (node.op()) {
            case Leaf leaf -> node.dtype() == DType.FLOAT32 ? leaf(node, leaf) : node;
            case Cast cast when cast.to() == DType.FLOAT32 -> inputs.getFirst().cast(DType.FLOAT64);
            case Pick pick -> {
                Node several = inputs.getFirst();
                yield Tuple.results(several).get(pick.index());
            }
            case Enclosing enclosing -> Node.of(enclosing.with(promote(enclosing.definition())), inputs);
            case Elementwise _,
                    Movement _,
                    Reduce _,
                    RunningSum _,
                    MatMul _,
                    Gather _,
                    ScatterAdd _,
                    Routine _,
                    Recompute _,
                    Bundle _ -> inputs.equals(node.inputs()) ? node : Node.of(node.op(), inputs);
        };
    }

    private static Definition promote(Definition definition) {
        List<Node> arguments = Definition.arguments(definition.argumentTypes().stream()
                .map(type -> type.dtype() == DType.FLOAT32 ? new Type(type.shape(), DType.FLOAT64) : type)
                .toList());
        Map<Node, Node> given = new HashMap<>();
        for (int i = 0; i < arguments.size(); i++) {
            given.put(definition.arguments().get(i), arguments.get(i));
        }
        return Definition.of(arguments, of(definition.outputs(), given), definition.transforms());
    }

    private static Node leaf(Node node, Leaf leaf) {
        return switch (leaf) {
            case Leaf.Constant constant -> Node.constant(promote(constant.data()));
            case Leaf.Literal literal -> Node.of(Leaf.Literal.of(DType.FLOAT64, literal.value()));
            case Leaf.Iota iota -> Node.of(new Leaf.Iota(iota.extent(), DType.FLOAT64));
            case Leaf.Argument _ ->
                throw new IllegalArgumentException(node + " has no value: check gradients outside compiled functions");
        };
    }

    /** Floating elements in double precision; others as they are. */
    static Data promote(Data data) {
        return data.type().dtype() == DType.FLOAT32
                ? new Data(new Type(data.type().shape(), DType.FLOAT64), data.toDoubles())
                : data;
    }
}
