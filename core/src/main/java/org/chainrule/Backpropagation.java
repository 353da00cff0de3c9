package org.chainrule;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.chainrule.graph.Elementwise;
import org.chainrule.graph.Node;
import org.chainrule.graph.Topology;
import org.chainrule.graph.Tuple;

/**
 * Backpropagation to look at: for each node of a loss its value, the upstream gradient that reaches it, and what flows down from it
 * to each input.
 *
 * <pre>{@code
 * for (Backpropagation.Step step : Backpropagation.of(loss).steps().reversed()) {
 *     System.out.println(step.node() + ": " + step.upstream());
 * }
 * }</pre>
 *
 * @param steps inputs first: the forward pass in this order, the backward pass in the opposite one
 */
public record Backpropagation(List<Step> steps) {
    public Backpropagation {
        steps = List.copyOf(steps);
    }

    /**
     * One operation.
     *
     * @param value none of an operation with several results, which are nodes of their own
     * @param upstream the gradient of the loss by the value, of its shape; none of whole numbers and truth values
     * @param flows what it hands on to its inputs
     */
    public record Step(Node node, Optional<Tensor> value, Optional<Tensor> upstream, List<Flow> flows) {
        public Step {
            flows = List.copyOf(flows);
        }
    }

    /**
     * What flows to one input: {@code downstream = upstream × local}, to which other consumers of the input add theirs.
     *
     * @param input which input, from 0
     * @param local the derivative of each element by that input's element; none of operations that are not elementwise
     * @param downstream of the input's shape
     */
    public record Flow(int input, Optional<Tensor> local, Tensor downstream) {}

    /**
     * Of a number, by every node that it is computed from. All values are computed at once, and kept.
     *
     * @param loss of one element, floating
     * @throws org.chainrule.graph.ShapeException if it has more
     * @throws org.chainrule.graph.DTypeException if it is not floating
     */
    public static Backpropagation of(Tensor loss) {
        return of(loss, List.of());
    }

    /**
     * The same, but not below some tensors, as the parameters of a model: these are where it begins, whatever made them.
     *
     * @param inputs a tensor, or a record, list or map of tensors
     */
    public static Backpropagation of(Tensor loss, Object inputs) {
        Gradient gradient = Gradient.of(loss);
        Set<Node> ends = new HashSet<>(TracedGraph.nodes(inputs));
        List<Node> order = Topology.of(List.of(loss.node()), node -> !ends.contains(node));
        List<Tensor> smooth =
                order.stream().filter(Backpropagation::isSmooth).map(Tensor::of).toList();
        List<Tensor> upstreams = gradient.at(smooth);
        List<Step> steps = new ArrayList<>();
        int next = 0;
        for (Node node : order) {
            boolean flows = next < smooth.size() && smooth.get(next).node() == node;
            steps.add(flows ? step(node, upstreams.get(next++), ends.contains(node)) : still(node));
        }
        Evaluation.of(steps.stream()
                .flatMap(Backpropagation::tensors)
                .map(Tensor::node)
                .toList());
        return new Backpropagation(steps);
    }

    private static boolean isSmooth(Node node) {
        return !Tuple.isSeveral(node) && node.dtype().isFloating();
    }

    private static Step step(Node node, Tensor upstream, boolean isEnd) {
        List<Flow> flows = IntStream.range(0, isEnd ? 0 : node.inputs().size())
                .filter(input -> isSmooth(node.input(input)) && node.op().differentiable(input))
                .mapToObj(input -> flow(node, input, upstream.node()))
                .toList();
        return new Step(node, Optional.of(Tensor.of(node)), Optional.of(upstream), flows);
    }

    private static Flow flow(Node node, int input, Node upstream) {
        Optional<Tensor> local = node.op() instanceof Elementwise elementwise
                ? Optional.of(Tensor.of(elementwise.local(node, input)))
                : Optional.empty();
        return new Flow(input, local, Tensor.of(node.op().downstream(node, input, upstream)));
    }

    private static Step still(Node node) {
        Optional<Tensor> value = Tuple.isSeveral(node) ? Optional.empty() : Optional.of(Tensor.of(node));
        return new Step(node, value, Optional.empty(), List.of());
    }

    private static Stream<Tensor> tensors(Step step) {
        Stream<Tensor> flowing =
                step.flows.stream().flatMap(flow -> Stream.concat(flow.local.stream(), Stream.of(flow.downstream)));
        return Stream.of(step.value.stream(), step.upstream.stream(), flowing).flatMap(tensors -> tensors);
    }
}
