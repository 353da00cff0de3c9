package org.chainrule;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.chainrule.graph.Data;
import org.chainrule.graph.Node;
import org.chainrule.graph.Origins;

/**
 * What a compiled function gives.
 *
 * @param form a tree of the same form
 * @param nodes what computes its tensors
 */
record Results<T>(T form, List<Node> nodes) {
    static <T> Results<T> of(T traced) {
        return new Results<>(traced, TracedGraph.nodes(Unseen.check(traced)));
    }

    /** Puts fresh arrays for the results behind what else a program writes. */
    void makeRoom(Object[] outputs, int first) {
        for (int i = 0; i < nodes.size(); i++) {
            Node node = nodes.get(i);
            outputs[first + i] = node.dtype().newArray(node.shape().size());
        }
    }

    /** The tree with the values in arrays, each made by the line that computes it; no one knows what they were computed from. */
    T in(Object[] arrays, int first) {
        return in(arrays, first, number -> Origins.UNKNOWN);
    }

    /** @param origins where each result comes from */
    T in(Object[] arrays, int first, IntFunction<Origins> origins) {
        List<Tensor> tensors = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            Node node = nodes.get(i);
            Data data = new Data(node.type(), arrays[first + i]);
            tensors.add(Tensor.of(Node.computed(data, node.source(), origins.apply(i))));
        }
        return Tree.rebuild(form, tensors);
    }
}
