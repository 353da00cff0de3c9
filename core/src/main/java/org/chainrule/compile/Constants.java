package org.chainrule.compile;

import java.util.List;
import java.util.Optional;
import org.chainrule.graph.Data;
import org.chainrule.graph.Elementwise;
import org.chainrule.graph.Leaf;
import org.chainrule.graph.Movement;
import org.chainrule.graph.Node;
import org.chainrule.graph.Shape;
import org.chainrule.graph.StopGradient;
import org.chainrule.interpret.Interpreter;

/** Nodes that hold one number everywhere. */
final class Constants {
    private Constants() {}

    /** The number that a node holds everywhere, if it is a literal or copies of one. */
    static Optional<Leaf.Literal> of(Node node) {
        Node scalar = node.op() instanceof Movement.Broadcast ? node.input(0) : node;
        return scalar.op() instanceof Leaf.Literal literal ? Optional.of(literal) : Optional.empty();
    }

    static boolean is(Node node, double number) {
        return of(node).filter(literal -> literal.is(number)).isPresent();
    }

    /** A node of that shape that holds one number. */
    static Node filled(Leaf.Literal literal, Shape shape) {
        Node scalar = Node.of(literal);
        return shape.isScalar()
                ? scalar
                : Node.of(new Movement.Broadcast(shape, org.chainrule.graph.Axes.of()), scalar);
    }

    /** Whether a node computes one number from numbers that are known. */
    static boolean isFoldable(Node node) {
        boolean knownInputs = node.inputs().stream().allMatch(input -> of(input).isPresent());
        return knownInputs
                && switch (node.op()) {
                    case StopGradient _ -> false;
                    case Elementwise _, Movement.Reshape _, Movement.Permute _, Movement.Slice _ -> true;
                    case Movement.Broadcast _ -> !node.input(0).shape().isScalar();
                    default -> false;
                };
    }

    static Node fold(Node node) {
        if (node.op() instanceof Movement) {
            return filled(of(node.input(0)).orElseThrow(), node.shape());
        }
        List<Node> scalars = node.inputs().stream()
                .map(input -> Node.of(of(input).orElseThrow()))
                .toList();
        Data value = Interpreter.run(List.of(Node.of(node.op(), scalars))).getFirst();
        return filled(Leaf.Literal.first(value), node.shape());
    }

    /** The node of the single element of some data. */
    static Node number(Data data) {
        return filled(Leaf.Literal.first(data), data.type().shape());
    }
}
