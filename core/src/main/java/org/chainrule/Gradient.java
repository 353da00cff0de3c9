package org.chainrule;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.chainrule.autodiff.Reverse;
import org.chainrule.graph.DTypeException;
import org.chainrule.graph.DerivativeException;
import org.chainrule.graph.Leaf;
import org.chainrule.graph.Node;
import org.chainrule.graph.ShapeException;
import org.chainrule.graph.Topology;

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
     * @throws NoTensorException if there is no tensor in it
     * @throws DerivativeException if the output depends on none of them, but on what a {@link Compiled} function, a step or {@link Tree#evaluate} gave: numbers,
     *     whose operations are not known
     * @throws DTypeException if none is floating; beside floating ones the gradient by whole numbers is zero
     */
    public <T> T at(T by) {
        List<Node> places = TracedGraph.parameters(by);
        requireFloating("at", places);
        requireWay("gradient", outputs, places);
        List<Node> gradients = Reverse.gradients(outputs, seeds, places);
        return Tree.rebuild(by, gradients.stream().map(Tensor::of).toList());
    }

    /** Refuses what cannot be meant: no place is reached, and on the way are numbers whose operations are not known. */
    static void requireWay(String derivative, List<Node> outputs, List<Node> places) {
        List<Node> order = Topology.of(outputs);
        if (order.stream().anyMatch(Set.copyOf(places)::contains)) {
            return;
        }
        order.stream()
                .filter(node -> node.op() instanceof Leaf.Constant constant && constant.computed())
                .findFirst()
                .ifPresent(node -> {
                    throw new DerivativeException(
                            derivative,
                            "the graph does not reach what it is taken by, but ends at what was computed at "
                                    + node.source(),
                            "a compiled function, a step and Tree.evaluate give numbers alone: differentiate inside of them, or a"
                                    + " function by ValueAndGradient");
                });
    }

    private static void requireFloating(String where, List<Node> nodes) {
        if (nodes.stream().noneMatch(node -> node.dtype().isFloating())) {
            throw new DTypeException("gradient: " + where + " "
                    + nodes.stream().map(node -> node.type().toString()).collect(Collectors.joining(", "))
                    + ", but only floating numbers have one; cast() before computing it");
        }
    }
}
