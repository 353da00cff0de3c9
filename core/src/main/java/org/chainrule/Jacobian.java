package org.chainrule;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.chainrule.autodiff.Batching;
import org.chainrule.autodiff.Forward;
import org.chainrule.autodiff.Reverse;
import org.chainrule.graph.Axes;
import org.chainrule.graph.DTypeException;
import org.chainrule.graph.Node;
import org.chainrule.graph.Shape;

/**
 * All derivatives of a tensor's elements by other tensors' elements: {@code Jacobian.of(y).at(x)} has the shape of y followed
 * by the shape of x. It is computed along all directions at once: forward, one for each element of x, or in reverse, one for
 * each element of y.
 */
public final class Jacobian {
    private final Tensor output;

    private Jacobian(Tensor output) {
        this.output = output;
    }

    /**
     * The Jacobian of a floating tensor.
     *
     * @throws DTypeException if it is not floating
     */
    public static Jacobian of(Tensor output) {
        if (!output.dtype().isFloating()) {
            throw new DTypeException(
                    "Jacobian of " + output.node().type() + ": only floating tensors have derivatives");
        }
        return new Jacobian(output);
    }

    /** By a tensor, or by each of a record, list or map of tensors, in the cheaper mode: that of fewer directions. */
    public <T> T at(T by) {
        return Tree.map(by, x -> x.shape().size() <= output.shape().size() ? forward(x) : reverse(x));
    }

    /** In forward mode: a direction for each element of {@code by}. */
    public <T> T forwardAt(T by) {
        return Tree.map(by, this::forward);
    }

    /** In reverse mode: a direction for each element of the output. */
    public <T> T reverseAt(T by) {
        return Tree.map(by, this::reverse);
    }

    private Tensor reverse(Tensor x) {
        Node seed = TracedGraph.standIn(output.node().type());
        Node gradient =
                Reverse.gradients(output.node(), seed, List.of(x.node())).getFirst();
        int count = output.shape().size();
        Node rows = Batching.batched(List.of(gradient), Map.of(seed, directions(output)), count)
                .getFirst();
        return Tensor.of(rows.reshape(output.shape().append(x.shape())));
    }

    private Tensor forward(Tensor x) {
        Node direction = TracedGraph.standIn(x.node().type());
        Node tangent = Forward.tangents(List.of(output.node()), Map.of(x.node(), direction))
                .getFirst();
        int count = x.shape().size();
        Node columns = Batching.batched(List.of(tangent), Map.of(direction, directions(x)), count)
                .getFirst();
        Shape apart = x.shape().append(output.shape());
        int[] outputFirst = IntStream.range(0, apart.rank())
                .map(axis -> (axis + x.shape().rank()) % apart.rank())
                .toArray();
        return Tensor.of(columns.reshape(apart).permute(Axes.of(outputFirst)));
    }

    /** Each element alone moving by 1, along a new axis 0. */
    private static Node directions(Tensor tensor) {
        int size = tensor.shape().size();
        Shape shape = Shape.of(size).append(tensor.shape());
        return Tensor.eye(size).cast(tensor.dtype()).reshape(shape).node();
    }
}
