package org.chainrule.graph;

import java.util.List;
import java.util.Map;

/**
 * The passes that make derivatives and batches of a graph. Operations that enclose a graph ask them for its own; they
 * stand above this package, which knows nobody.
 */
public interface Transforms {
    /** The gradients of {@code Σ ⟨seed, output⟩} by nodes: see {@code autodiff.Reverse}. */
    List<Node> gradients(List<Node> outputs, List<Node> seeds, List<Node> by);

    /** How the outputs move when nodes move: see {@code autodiff.Forward}. */
    List<Node> tangents(List<Node> outputs, Map<Node, Node> directions);

    /** The outputs on many examples: see {@code autodiff.Batching}. */
    List<Node> batched(List<Node> outputs, Map<Node, Node> examples, int count);
}
