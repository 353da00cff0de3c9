package org.chainrule;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.autodiff.Forward;
import org.chainrule.graph.Node;
import org.chainrule.graph.ShapeException;

/**
 * How tensors move when others move, in forward mode: {@code Tangent.of(y).along(x, direction)}, the Jacobian–vector product.
 *
 * @param <B> what moves along: a tensor, or a record, list or map of tensors
 */
public final class Tangent<B> {
    private final B output;

    private Tangent(B output) {
        this.output = output;
    }

    /** The tangent of a tensor, or of each of a record, list or map of tensors. */
    public static <B> Tangent<B> of(B output) {
        return new Tangent<>(output);
    }

    /**
     * When {@code by} (a tensor, or a record, list or map of them) moves along a direction of the same form.
     *
     * @return of the form of the output; zero where it does not depend on what moves
     * @throws ShapeException if the direction is not of the form and types of {@code by}
     * @throws org.chainrule.graph.DerivativeException as {@link Gradient#at} does: if the output is numbers that a compiled function gave, or no way
     *     leads from anything that moves to it and it is no derivative itself
     */
    public <T> B along(T by, T direction) {
        List<Node> places = TracedGraph.parameters(by);
        List<Node> directions = Matching.nodes("tangent", "direction", direction, by);
        Map<Node, Node> tangents = new HashMap<>();
        for (int i = 0; i < places.size(); i++) {
            // one tensor in two places moves along both
            tangents.merge(places.get(i), directions.get(i), Node::add);
        }
        List<Node> outputs = TracedGraph.nodes(output);
        Ways ways = Ways.of("tangent", outputs, places);
        return Tree.rebuild(output, ways.given(Forward.moves(ways.order(), outputs, tangents), outputs));
    }
}
