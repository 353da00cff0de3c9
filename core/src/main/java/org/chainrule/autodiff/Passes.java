package org.chainrule.autodiff;

import java.util.List;
import java.util.Map;
import org.chainrule.graph.Node;
import org.chainrule.graph.Transforms;

/** The passes, for operations that enclose a graph. */
public enum Passes implements Transforms {
    PASSES;

    @Override
    public List<Node> gradients(List<Node> outputs, List<Node> seeds, List<Node> by) {
        return Reverse.gradients(outputs, seeds, by);
    }

    @Override
    public List<Node> tangents(List<Node> outputs, Map<Node, Node> directions) {
        return Forward.tangents(outputs, directions);
    }

    @Override
    public List<Node> batched(List<Node> outputs, Map<Node, Node> examples, int count) {
        return Batching.batched(outputs, examples, count);
    }
}
