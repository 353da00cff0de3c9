package org.chainrule.check;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.chainrule.Tensor;
import org.chainrule.Tree;
import org.chainrule.graph.Node;
import org.chainrule.graph.Topology;

/** A reverse pass with other rules than the operations' own: how tests plant faults. */
final class FaultyReverse {
    private FaultyReverse() {}

    static <T> Function<T, T> gradient(Function<T, Tensor> function, Rule rule) {
        return tree -> {
            Node output = function.apply(tree).node();
            Map<Node, Node> upstreams = new HashMap<>(Map.of(output, output.one()));
            for (Node node : Topology.of(List.of(output)).reversed()) {
                for (int i = 0; i < node.inputs().size() && upstreams.containsKey(node); i++) {
                    if (node.op().differentiable(i) && node.input(i).dtype().isFloating()) {
                        Node upstream = Objects.requireNonNull(upstreams.get(node));
                        upstreams.merge(node.input(i), rule.downstream(node, i, upstream), Node::add);
                    }
                }
            }
            return Tree.map(
                    tree,
                    leaf -> Tensor.of(
                            upstreams.getOrDefault(leaf.node(), leaf.node().zero())));
        };
    }

    static <T> GradReport report(Function<T, Tensor> function, T at, Rule rule) {
        return GradCheck.of(function, at)
                .gradient(gradient(function, rule))
                .rule(rule)
                .report();
    }
}
