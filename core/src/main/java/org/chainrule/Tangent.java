package org.chainrule;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.autodiff.Forward;
import org.chainrule.graph.Node;
import org.chainrule.graph.ShapeException;

/** How tensors move when others move, in forward mode: {@code Tangent.of(y).along(x, direction)}, the Jacobian–vector product. */
public final class Tangent {
    private final Tensor output;

    private Tangent(Tensor output) {
        this.output = output;
    }

    public static Tangent of(Tensor output) {
        return new Tangent(output);
    }

    /** When {@code by} (a tensor, or a record, list or map of them) moves along a direction of the same form. */
    public <T> Tensor along(T by, T direction) {
        return all(List.of(output), by, direction).getFirst();
    }

    /** The tangents of several tensors. */
    static <T> List<Tensor> all(List<Tensor> outputs, T by, T direction) {
        List<Tensor> places = Tree.leaves(by);
        List<Tensor> directions = Tree.leaves(direction);
        if (places.size() != directions.size()) {
            throw new ShapeException(
                    "tangent",
                    places.size() + " tensors along " + directions.size() + " directions",
                    "the direction has the form of what moves");
        }
        Map<Node, Node> tangents = new HashMap<>();
        for (int i = 0; i < places.size(); i++) {
            if (!places.get(i).node().type().equals(directions.get(i).node().type())) {
                throw new ShapeException(
                        "tangent",
                        "direction " + directions.get(i).node().type() + " for "
                                + places.get(i).node().type(),
                        "they are of one type");
            }
            tangents.put(places.get(i).node(), directions.get(i).node());
        }
        List<Node> nodes = outputs.stream().map(Tensor::node).toList();
        return Forward.tangents(nodes, tangents).stream().map(Tensor::of).toList();
    }
}
