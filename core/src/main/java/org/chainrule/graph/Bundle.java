package org.chainrule.graph;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Several nodes that flow as one, in the passes only: the upstreams, tangents or batches of a {@link Tuple}'s results. A
 * result that is not among them gets nothing. Adding two bundles adds them result by result.
 *
 * @param indices whose each input is, ascending
 */
public record Bundle(List<Integer> indices) implements Op {
    public Bundle {
        indices = List.copyOf(indices);
    }

    /** A bundle in which one result alone gets something. */
    public static Node of(int index, Node node) {
        return of(Map.of(index, node));
    }

    /** A bundle of nodes by the number of their result. */
    public static Node of(Map<Integer, Node> nodes) {
        TreeMap<Integer, Node> sorted = new TreeMap<>(nodes);
        return Node.of(new Bundle(List.copyOf(sorted.keySet())), List.copyOf(sorted.values()));
    }

    /** What a result gets. */
    public static Optional<Node> get(Node node, int index) {
        int at = ((Bundle) node.op()).indices.indexOf(index);
        return at < 0 ? Optional.empty() : Optional.of(node.input(at));
    }

    static Node sum(Node a, Node b) {
        Map<Integer, Node> sum = new TreeMap<>();
        for (Node bundle : List.of(a, b)) {
            for (int index : ((Bundle) bundle.op()).indices) {
                sum.merge(index, get(bundle, index).orElseThrow(), Node::add);
            }
        }
        return of(sum);
    }

    /** The type of what has no value of its own: it floats if one of its parts does, so that the passes follow it. */
    static Type type(List<Type> parts) {
        return new Type(
                Shape.SCALAR,
                parts.stream()
                        .map(Type::dtype)
                        .filter(DType::isFloating)
                        .findFirst()
                        .orElse(DType.INT32));
    }

    @Override
    public Type infer(List<Type> inputs) {
        return type(inputs);
    }

    @Override
    public boolean differentiable(int input) {
        return true;
    }

    @Override
    public Node downstream(Node node, int input, Node upstream) {
        throw new AssertionError("a bundle is not computed");
    }

    @Override
    public Node tangent(Node node, int input, Node tangent) {
        throw new AssertionError("a bundle is not computed");
    }

    @Override
    public Node batched(Node node, List<Batch> inputs, int count) {
        throw new AssertionError("a bundle is not computed");
    }

    @Override
    public String toString() {
        return "bundle" + indices;
    }
}
