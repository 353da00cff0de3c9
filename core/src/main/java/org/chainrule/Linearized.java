package org.chainrule;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.chainrule.autodiff.Forward;
import org.chainrule.autodiff.Reverse;
import org.chainrule.autodiff.Substitution;
import org.chainrule.graph.Data;
import org.chainrule.graph.Node;
import org.chainrule.graph.Topology;
import org.chainrule.graph.Type;

/**
 * A function near a place: its value there and the linear map that its small changes follow. The function itself is computed
 * once; the map then costs only its own operations, however often it is applied.
 *
 * <pre>{@code
 * var near = Linearized.of((Tensor x) -> x.sin(), Tensor.of(0f, 1f));
 * near.value();                                   // sin x
 * near.apply(Tensor.of(1f, 1f));                  // J·v = cos x · v
 * near.transposed(Tensor.of(1f, 1f));             // Jᵀ·u
 * }</pre>
 *
 * @param <A> the argument: a tensor, or a record, list or map of tensors
 * @param <B> the value, likewise
 */
public final class Linearized<A, B> {
    private final B value;
    private final Function<A, B> forward;
    private final Function<B, A> backward;

    private Linearized(B value, Function<A, B> forward, Function<B, A> backward) {
        this.value = value;
        this.forward = forward;
        this.backward = backward;
    }

    /**
     * The function near a place, computed at once.
     *
     * @throws IllegalStateException if the place, or something that the function closes over, is known only later, as in a function that is being
     *     compiled or vectorized: there {@code Tangent.of(output).along(x, v)} is J·v, and {@code Gradient.of(output, u).at(x)} is Jᵀ·u
     */
    public static <A, B> Linearized<A, B> of(Function<A, B> function, A place) {
        List<Node> places = TracedGraph.parameters(place);
        A given = TracedGraph.standIns(place, 0);
        A moving = TracedGraph.standIns(place, 0);
        B result = function.apply(given);
        List<Node> outputs = TracedGraph.nodes(result);
        List<Node> directions = TracedGraph.nodes(moving);
        List<Node> tangents = Forward.tangents(outputs, pairs(TracedGraph.nodes(given), directions));

        List<Node> known = new ArrayList<>(frontier(tangents, directions));
        List<Node> computed = new ArrayList<>(outputs);
        computed.addAll(known);
        List<Node> here = Substitution.of(computed, pairs(TracedGraph.nodes(given), places));
        if (TracedGraph.isTraced(here.stream().map(Tensor::of).toList())) {
            throw new IllegalStateException(
                    "linearized: the function is computed at once, but its place is known only when the function that is being traced"
                            + " runs. In here take Tangent.of(output).along(x, v) for J·v and Gradient.of(output, u).at(x) for the"
                            + " transposed map");
        }
        List<Data> values = Evaluation.of(here);
        List<Node> constants = values.stream().map(Node::constant).toList();
        List<Node> linear =
                Substitution.of(tangents, pairs(known, constants.subList(outputs.size(), constants.size())));

        List<Type> types = outputs.stream().map(Node::type).toList();
        List<Node> upstreams = types.stream().map(TracedGraph::standIn).toList();
        // the tangents are linear in the directions, so their gradient is the transposed map wherever these point
        List<Node> downstreams = Reverse.gradients(linear, upstreams, directions);
        return new Linearized<>(
                Tree.rebuild(
                        result,
                        constants.stream().limit(outputs.size()).map(Tensor::of).toList()),
                Compiled.of(direction -> {
                    List<Node> moves = Matching.nodes("linearized", "direction", direction, place);
                    return Tree.rebuild(result, substituted(linear, directions, moves));
                }),
                Compiled.of(upstream -> {
                    List<Node> flows = Matching.nodes("linearized", "upstream", upstream, result);
                    return Tree.rebuild(place, substituted(downstreams, upstreams, flows));
                }));
    }

    /** The value at the place. */
    public B value() {
        return value;
    }

    /** J·v: how the value moves when the place moves along v, a direction of the argument's form. */
    public B apply(A direction) {
        return forward.apply(direction);
    }

    /** Jᵀ·u: the gradient of ⟨u, value⟩ at the place. */
    public A transposed(B upstream) {
        return backward.apply(upstream);
    }

    /** What the tangents are computed from that does not depend on the direction. */
    private static Set<Node> frontier(List<Node> tangents, List<Node> directions) {
        Set<Node> moving = new HashSet<>(directions);
        Set<Node> frontier = new LinkedHashSet<>();
        for (Node node : Topology.of(tangents)) {
            if (node.inputs().stream().anyMatch(moving::contains)) {
                moving.add(node);
            }
        }
        for (Node node : moving) {
            node.inputs().stream().filter(input -> !moving.contains(input)).forEach(frontier::add);
        }
        tangents.stream().filter(node -> !moving.contains(node)).forEach(frontier::add);
        return frontier;
    }

    private static List<Tensor> substituted(List<Node> nodes, List<Node> standIns, List<Node> values) {
        return Substitution.of(nodes, pairs(standIns, values)).stream()
                .map(Tensor::of)
                .toList();
    }

    private static Map<Node, Node> pairs(List<Node> keys, List<Node> values) {
        Map<Node, Node> pairs = new HashMap<>();
        for (int i = 0; i < keys.size(); i++) {
            pairs.put(keys.get(i), values.get(i));
        }
        return pairs;
    }
}
