package org.chainrule.compile;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.chainrule.graph.Axes;
import org.chainrule.graph.MatMul;
import org.chainrule.graph.Movement;
import org.chainrule.graph.Node;

/**
 * Products that are read transposed only, as the gradient by keys that were transposed for their product: (A·B)ᵀ is computed as Bᵀ·Aᵀ. A
 * product reads operands as they lie; what it writes would have to be copied, element by element.
 */
final class TurnedProducts {
    private final Set<Node> products;

    private TurnedProducts(Set<Node> products) {
        this.products = products;
    }

    /** Those of a graph. */
    static TurnedProducts of(List<Node> order, Collection<Node> outputs) {
        Set<Node> turned = new HashSet<>();
        Set<Node> otherwise = new HashSet<>(outputs);
        for (Node node : order) {
            if (isTransposition(node)) {
                turned.add(node.input(0));
            } else {
                otherwise.addAll(node.inputs());
            }
        }
        turned.removeAll(otherwise);
        turned.removeIf(node -> node.op() != MatMul.MATMUL);
        return new TurnedProducts(turned);
    }

    /** A node as the product of the transposed matrices, if it is a product transposed. */
    Optional<Node> of(Node node, UnaryOperator<Node> rewritten) {
        if (!isTransposition(node) || !products.contains(node.input(0))) {
            return Optional.empty();
        }
        Axes order = ((Movement.Permute) node.op()).order();
        Node product = node.input(0);
        Node left = Moves.turned(rewritten.apply(product.input(1)), order);
        Node right = Moves.turned(rewritten.apply(product.input(0)), order);
        return Optional.of(Node.of(MatMul.MATMUL, left, right));
    }

    /** Whether a node swaps the last two axes, and no others. */
    private static boolean isTransposition(Node node) {
        return node.op() instanceof Movement.Permute
                && node.shape().rank() > 1
                && node.op().equals(node.input(0).transpose().op());
    }
}
