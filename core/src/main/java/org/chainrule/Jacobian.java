package org.chainrule;

import java.util.Collections;
import java.util.LinkedHashMap;
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

    /**
     * The Jacobians of each tensor of a record, list or map, by the path of that tensor: {@code blocks(state, model).get("position")} is of the
     * model's form, and its tensors have the shape of the position followed by their own. Tensors of the output that are not floating have none.
     */
    public static <T> Map<String, T> blocks(Object output, T by) {
        LinkedHashMap<String, T> blocks = new LinkedHashMap<>();
        List<Node> outputs = TracedGraph.nodes(output).stream()
                .filter(node -> node.dtype().isFloating())
                .toList();
        // of all together: one of them may well depend on nothing
        check(outputs, by);
        Tree.named(output).forEach((path, tensor) -> {
            if (tensor.dtype().isFloating()) {
                blocks.put(path, of(tensor).cheaperAt(by));
            }
        });
        return Collections.unmodifiableSequencedMap(blocks);
    }

    /**
     * By a tensor, or by each of a record, list or map of tensors, in the cheaper mode: forward if all of these together have at most as
     * many elements as the output, in reverse otherwise.
     *
     * @throws org.chainrule.graph.DerivativeException if the output is what a compiled function gave, whose operations are not known, or is made of
     *     what one gave for these tensors. Where it depends on none of them otherwise, the Jacobian is zero
     */
    public <T> T at(T by) {
        check(List.of(output.node()), by);
        return cheaperAt(by);
    }

    /** In forward mode, as {@link #at}: a direction for each element of {@code by}. */
    public <T> T forwardAt(T by) {
        check(List.of(output.node()), by);
        return forward(by);
    }

    /** In reverse mode, as {@link #at}: a direction for each element of the output, for all of {@code by} at once. */
    public <T> T reverseAt(T by) {
        check(List.of(output.node()), by);
        return reverse(by);
    }

    private static void check(List<Node> outputs, Object by) {
        Ways.of("Jacobian", outputs, TracedGraph.parameters(by));
    }

    private <T> T cheaperAt(T by) {
        long directions =
                Tree.parameters(by).stream().mapToLong(x -> x.shape().size()).sum();
        return directions <= output.shape().size() ? forward(by) : reverse(by);
    }

    private <T> T forward(T by) {
        return Tree.rebuild(by, Tree.parameters(by).stream().map(this::column).toList());
    }

    private <T> T reverse(T by) {
        List<Node> nodes = TracedGraph.parameters(by);
        Node seed = TracedGraph.standIn(output.node().type());
        List<Node> gradients = Reverse.gradients(output.node(), seed, nodes);
        int count = output.shape().size();
        List<Node> rows = Batching.batched(gradients, Map.of(seed, directions(output)), count);
        List<Tensor> jacobians = IntStream.range(0, nodes.size())
                .mapToObj(i -> Tensor.of(rows.get(i)
                        .reshape(output.shape().append(nodes.get(i).shape()))
                        .asDerivative()))
                .toList();
        return Tree.rebuild(by, jacobians);
    }

    private Tensor column(Tensor x) {
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
        Node jacobian = columns.reshape(apart).permute(Axes.of(outputFirst));
        // of the dtype of x, as in reverse
        return Tensor.of((jacobian.dtype() == x.dtype() ? jacobian : jacobian.cast(x.dtype())).asDerivative());
    }

    /** Each element alone moving by 1, along a new axis 0. */
    private static Node directions(Tensor tensor) {
        int size = tensor.shape().size();
        Shape shape = Shape.of(size).append(tensor.shape());
        return Tensor.eye(size, tensor.dtype()).reshape(shape).node();
    }
}
