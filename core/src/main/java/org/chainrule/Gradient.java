package org.chainrule;

import java.util.List;
import org.chainrule.autodiff.Reverse;
import org.chainrule.graph.DTypeException;
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

    /**
     * The gradient of one number.
     *
     * @param loss of one element, floating
     * @throws ShapeException if it has more
     * @throws DTypeException if it is not floating: whole numbers do not move smoothly
     */
    public static Gradient of(Tensor loss) {
        if (loss.shape().size() != 1) {
            throw new ShapeException(
                    "gradient",
                    "of a " + loss.node().type(),
                    "a gradient is of one number: reduce it with sum() or mean(), or give an upstream gradient");
        }
        checkFloating(loss);
        return new Gradient(loss, Tensor.of(loss.node().one()));
    }

    /**
     * The vector–Jacobian product: as if {@code upstream} were the gradient of something final by {@code output}.
     *
     * @param upstream of the output's shape and dtype
     * @throws ShapeException if it is of another shape
     * @throws DTypeException if it is of another dtype, or not floating
     */
    public static Gradient of(Tensor output, Tensor upstream) {
        String given = "upstream is " + upstream.node().type() + ", the output "
                + output.node().type();
        if (!upstream.shape().equals(output.shape())) {
            throw new ShapeException("gradient", given, "they are of one shape");
        }
        if (upstream.dtype() != output.dtype()) {
            throw new DTypeException("gradient: " + given + "; cast() one of them");
        }
        checkFloating(output);
        return new Gradient(output, upstream);
    }

    private static void checkFloating(Tensor output) {
        if (!output.dtype().isFloating()) {
            throw new DTypeException("gradient: of a " + output.node().type()
                    + ", but only floating numbers have one; cast() before computing it");
        }
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
