package org.chainrule;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.chainrule.autodiff.Substitution;
import org.chainrule.graph.Node;

/**
 * A function's value and its gradient, from one pass:
 *
 * <pre>{@code
 * var step = ValueAndGradient.of(model, m -> loss(m, batch));
 * step.value();                          // the loss
 * step.gradient().hidden().weight();     // the gradient of a record is the same record
 * }</pre>
 *
 * <p>Two parts of the argument that are one tensor are two variables here, each with a gradient of its own.
 *
 * @param value one floating number
 * @param gradient of the form of the argument
 */
public record ValueAndGradient<T>(Tensor value, T gradient) {
    /** What a function computes beside the number that is differentiated: accuracy, activations, new statistics. */
    public record Result<E>(Tensor value, E extra) {}

    /** A value, its gradient, and what was computed beside. */
    public record WithExtra<T, E>(Tensor value, T gradient, E extra) {}

    /**
     * The value and the gradient by a tensor, or a record, list or map of tensors.
     *
     * @throws org.chainrule.graph.DerivativeException if the function uses nothing of its argument, as one that reads the model that it closes over does
     */
    public static <T> ValueAndGradient<T> of(T by, Function<T, Tensor> function) {
        WithExtra<T, List<Tensor>> all = withExtra(by, given -> new Result<>(function.apply(given), List.of()));
        return new ValueAndGradient<>(all.value(), all.gradient());
    }

    /** As {@link #of}, with more results, through which no gradient flows. */
    public static <T, E> WithExtra<T, E> withExtra(T by, Function<T, Result<E>> function) {
        List<Node> places = TracedGraph.parameters(by);
        T given = TracedGraph.standIns(by, 0);
        Result<E> result = function.apply(given);
        return substituted(
                new WithExtra<>(result.value(), Gradient.of(result.value()).at(given), result.extra()),
                TracedGraph.nodes(given),
                places);
    }

    private static <R> R substituted(R tree, List<Node> standIns, List<Node> values) {
        Map<Node, Node> replaced = new HashMap<>();
        for (int i = 0; i < standIns.size(); i++) {
            replaced.put(standIns.get(i), values.get(i));
        }
        List<Node> nodes = Substitution.of(TracedGraph.nodes(tree), replaced);
        return Tree.rebuild(tree, nodes.stream().map(Tensor::of).toList());
    }
}
