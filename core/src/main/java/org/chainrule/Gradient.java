package org.chainrule;

import java.util.List;
import org.chainrule.autodiff.Reverse;
import org.chainrule.graph.Node;
import org.chainrule.graph.ShapeException;

/**
 * Gradients of a tensor by any others, in reverse mode: {@code Gradient.of(loss).at(weights)}. The result is a tensor like
 * any other, so gradients of gradients are gradients too.
 */
public final class Gradient {
    private final Tensor output;
    private final Tensor seed;

    private Gradient(Tensor output, Tensor seed) {
        this.output = output;
        this.seed = seed;
    }

    /** The gradient of one number. */
    public static Gradient of(Tensor loss) {
        if (loss.shape().size() != 1 || !loss.dtype().isFloating()) {
            throw new ShapeException(
                    "gradient",
                    "of a " + loss.node().type(),
                    "a gradient is of one floating number: reduce it with sum() or mean(), or give an upstream gradient");
        }
        return new Gradient(loss, Tensor.of(loss.node().one()));
    }

    /** The vector–Jacobian product: as if {@code upstream} were the gradient of something final by {@code output}. */
    public static Gradient of(Tensor output, Tensor upstream) {
        if (!upstream.node().type().equals(output.node().type())) {
            throw new ShapeException(
                    "gradient",
                    "upstream is " + upstream.node().type() + ", the output "
                            + output.node().type(),
                    "they are of one type");
        }
        return new Gradient(output, upstream);
    }

    /**
     * By a tensor, a record, a list or a map of tensors: the gradient has the same form. Zero where the output does not
     * depend on a tensor.
     */
    public <T> T at(T by) {
        List<Node> nodes = Tree.leaves(by).stream().map(Tensor::node).toList();
        List<Node> gradients = Reverse.gradients(output.node(), seed.node(), nodes);
        return Tree.rebuild(by, gradients.stream().map(Tensor::of).toList());
    }
}
