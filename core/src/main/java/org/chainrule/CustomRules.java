package org.chainrule;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.chainrule.autodiff.Forward;
import org.chainrule.autodiff.Linearity;
import org.chainrule.autodiff.Reverse;
import org.chainrule.graph.Batch;
import org.chainrule.graph.Closure;
import org.chainrule.graph.DerivativeException;
import org.chainrule.graph.Node;
import org.chainrule.graph.Region;
import org.chainrule.graph.Rules;
import org.chainrule.graph.ShapeException;
import org.chainrule.graph.Type;

/**
 * The derivatives of a {@link CustomOp}, as graphs.
 *
 * @param op the operation
 * @param inputs how many inputs it was given; what its forward closes over comes after them
 */
record CustomRules(CustomOp op, int inputs) implements Rules.Stated {
    static List<Node> nodes(List<Tensor> tensors) {
        return tensors.stream().map(Tensor::node).toList();
    }

    static List<Tensor> tensors(List<Node> nodes) {
        return nodes.stream().map(Tensor::of).toList();
    }

    /** The stand-ins that a rule is traced with. */
    private record Place(List<Node> inputs, List<Node> captured, List<Node> results, List<Node> flows) {
        static Place of(Region region, int inputs, List<Type> flows) {
            List<Node> all = Traced.standIns(region.definition().argumentTypes());
            return new Place(
                    all.subList(0, inputs),
                    all.subList(inputs, all.size()),
                    Traced.standIns(region.definition().outputTypes()),
                    Traced.standIns(floating(flows)));
        }

        CustomOp.Flow flow(List<Node> others) {
            return new CustomOp.Flow(tensors(inputs), tensors(results), tensors(others));
        }

        Closure closure(List<Node> made) {
            return Traced.closure(
                    Stream.of(inputs, captured, results, flows)
                            .flatMap(List::stream)
                            .toList(),
                    made);
        }
    }

    private static List<Type> floating(List<Type> types) {
        return types.stream().filter(type -> type.dtype().isFloating()).toList();
    }

    private static List<Node> moving(List<Node> nodes) {
        return nodes.stream().filter(node -> node.dtype().isFloating()).toList();
    }

    @Override
    public Closure backward(Region region) {
        Place place = Place.of(region, inputs, region.definition().outputTypes());
        return place.closure(backward(place, place.flows()));
    }

    private List<Node> backward(Place place, List<Node> upstreams) {
        if (op.backward().isPresent()) {
            List<Node> made = nodes(op.backward().get().of(place.flow(upstreams)));
            check("backward", "a gradient for each floating input", types(moving(place.inputs())), types(made));
            return made;
        }
        if (op.isOnArrays()) {
            throw new DerivativeException(
                    op.name(), "code over arrays has no gradient of its own", "give it a backward");
        }
        List<Node> results = moving(nodes(op.forward().apply(tensors(place.inputs()))));
        return Reverse.gradients(results, upstreams, moving(place.inputs()));
    }

    @Override
    public Closure tangent(Region region) {
        Place place = Place.of(region, inputs, region.definition().argumentTypes());
        List<Node> tangents = place.flows().subList(0, moving(place.inputs()).size());
        if (op.tangent().isPresent()) {
            List<Node> made = nodes(op.tangent().get().of(place.flow(tangents)));
            check("tangent", "a tangent for each floating result", types(moving(place.results())), types(made));
            return place.closure(made);
        }
        if (op.backward().isPresent()) {
            return place.closure(transposed(place, tangents));
        }
        if (op.isOnArrays()) {
            throw new DerivativeException(op.name(), "code over arrays has no tangent of its own", "give it a tangent");
        }
        List<Node> results = moving(nodes(op.forward().apply(tensors(place.inputs()))));
        java.util.Map<Node, Node> directions = new java.util.HashMap<>();
        List<Node> moving = moving(place.inputs());
        for (int i = 0; i < moving.size(); i++) {
            directions.put(moving.get(i), tangents.get(i));
        }
        return place.closure(Forward.tangents(results, directions));
    }

    /** The backward is linear in the upstreams: the gradient of ⟨backward, tangents⟩ by them is the tangent of the results. */
    private List<Node> transposed(Place place, List<Node> tangents) {
        if (op.backward().filter(ArrayRule.class::isInstance).isPresent()) {
            throw new DerivativeException(
                    op.name(),
                    "has no tangent, and none follows from a backward that is code over arrays",
                    "give it a tangent");
        }
        List<Node> upstreams = Traced.standIns(types(moving(place.results())));
        List<Node> downstreams = backward(place, upstreams);
        return Linearity.transposed(downstreams, tangents, upstreams)
                .orElseThrow(() -> new DerivativeException(
                        op.name(),
                        "has no tangent, and none follows from a backward that is not linear in the upstream",
                        "give it a tangent"));
    }

    @Override
    public void checkInput(int input) {
        if (input >= inputs) {
            throw new DerivativeException(
                    op.name(),
                    "a derivative by a tensor that its forward reads, but that is none of its inputs",
                    "give it as an input");
        }
    }

    @Override
    public Optional<List<Node>> batched(Region region, List<Batch> batches, int count) {
        Optional<List<Node>> results = op.batched(batches.subList(0, inputs), count);
        results.ifPresent(made -> check(
                "batching",
                "each result of all examples",
                region.definition().outputTypes().stream()
                        .map(type ->
                                new Type(org.chainrule.graph.Shape.of(count).append(type.shape()), type.dtype()))
                        .toList(),
                types(made)));
        return results;
    }

    private static List<Type> types(List<Node> nodes) {
        return nodes.stream().map(Node::type).toList();
    }

    private void check(String rule, String what, List<Type> expected, List<Type> made) {
        if (!expected.equals(made)) {
            throw new ShapeException(
                    op.name() + " " + rule, "gives " + made + " where " + expected + " is expected", what);
        }
    }
}
