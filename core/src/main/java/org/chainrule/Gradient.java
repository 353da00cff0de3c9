package org.chainrule;

import java.util.List;
import java.util.stream.Collectors;
import org.chainrule.autodiff.Reverse;
import org.chainrule.graph.DTypeException;
import org.chainrule.graph.DerivativeException;
import org.chainrule.graph.Node;
import org.chainrule.graph.ShapeException;

/**
 * Gradients of a tensor by any others, in reverse mode: {@code Gradient.of(loss).at(weights)}. The result is a tensor like
 * any other, so gradients of gradients are gradients too.
 */
public final class Gradient {
    private final List<Node> outputs;
    private final List<Node> seeds;

    private Gradient(List<Node> outputs, List<Node> seeds) {
        this.outputs = outputs;
        this.seeds = seeds;
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
                    "of " + loss.node().type(),
                    "a gradient is of one number: reduce it with sum() or mean(), or give an upstream gradient");
        }
        return of(loss, Tensor.of(loss.node().one()));
    }

    /**
     * The vector–Jacobian product: as if {@code upstream} were the gradient of something final by {@code output}. Of a record, list or
     * map of tensors the upstream has the same form, and the gradient is that of {@code Σ ⟨upstream, output⟩}.
     *
     * @param upstream of the output's form, shapes and dtypes
     * @throws ShapeException if it is of another form or shape
     * @throws DTypeException if it is of another dtype, or nothing is floating
     */
    public static <B> Gradient of(B output, B upstream) {
        List<Node> outputs = TracedGraph.nodes(output);
        List<Node> seeds = Matching.nodes("gradient", "upstream", upstream, output);
        requireFloating("of", outputs);
        return new Gradient(outputs, seeds);
    }

    /**
     * By a tensor, a record, a list or a map of tensors: the gradient has the same form. Zero where the output does not
     * depend on a tensor, as on unused parameters.
     *
     * <p>What is asked at are the tensors that the output was computed from, not copies, casts or slices made beside them. Where no way leads
     * from any of them to the output this is refused, unless the output is a derivative itself: the second one of what is linear is zero.
     *
     * @throws NoTensorException if there is no tensor in it
     * @throws DerivativeException if the output is what a {@link Compiled} function, a step or {@link Tree#evaluate} gave: numbers, whose operations are not
     *     known. What is made of such numbers depends on them alone. Or if no way leads from anything in it to the output, or
     *     one of the ways leads through such a result
     * @throws DTypeException if none is floating; beside floating ones the gradient by whole numbers is zero
     */
    public <T> T at(T by) {
        List<Node> places = TracedGraph.parameters(by);
        requireFloating("at", places);
        Ways ways = Ways.of("gradient", outputs, places);
        return Tree.rebuild(by, ways.given(Reverse.flows(ways.order(), outputs, seeds, places), places));
    }

    private static void requireFloating(String where, List<Node> nodes) {
        if (nodes.stream().noneMatch(node -> node.dtype().isFloating())) {
            throw new DTypeException("gradient: " + where + " "
                    + nodes.stream().map(node -> node.type().toString()).collect(Collectors.joining(", "))
                    + ", but only floating numbers have one; cast() before computing it");
        }
    }
}
