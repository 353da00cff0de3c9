package org.chainrule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.chainrule.autodiff.Batching;
import org.chainrule.graph.Node;
import org.chainrule.graph.Shape;
import org.chainrule.graph.ShapeException;
import org.chainrule.graph.Type;

/**
 * A function of one example, applied to many at once (vmap): what a loop over the examples would give, stacked, in one graph
 * and without the loop. The function sees the shapes of one example, and shares what it closes over. Composes with gradients
 * in any order: the gradient of one example's loss, vectorized, is the gradient of each.
 *
 * <pre>{@code
 * Vectorize.of((Tensor p) -> p.square().sum().sqrt()).apply(points)                   // [n, 3] → [n]
 * Vectorize.of((Tensor p) -> Gradient.of(energy(p)).at(p)).apply(points)              // [n, 3] → [n, 3]
 * Vectorize.of((List<Tensor> p) -> p.get(0).mul(p.get(1)).sum())
 *         .in(1, Vectorize.SHARED).apply(List.of(columns, weights))                   // [3, n], [3] → [n]
 * }</pre>
 *
 * @param <A> the argument: a tensor, or a record, list or map of tensors
 * @param <B> the result, likewise
 */
public final class Vectorize<A, B> implements Function<A, B> {
    /** In the place of an axis: a tensor that all examples share. */
    public static final int SHARED = Integer.MIN_VALUE;

    private final Function<A, B> function;
    private final List<Integer> in;
    private final int out;

    private Vectorize(Function<A, B> function, List<Integer> in, int out) {
        this.function = function;
        this.in = List.copyOf(in);
        this.out = out;
    }

    /** Examples along axis 0 of every tensor of the argument and of the result. */
    public static <A, B> Vectorize<A, B> of(Function<A, B> function) {
        return new Vectorize<>(function, List.of(), 0);
    }

    /**
     * Examples along other axes of the argument.
     *
     * @param axes for each tensor of the argument, in their order, its axis of examples (negative ones count from the end), or
     *     {@link #SHARED}
     */
    public Vectorize<A, B> in(Integer... axes) {
        if (Arrays.stream(axes).anyMatch(Objects::isNull)) {
            throw new IllegalArgumentException("vectorize: an axis in " + Arrays.toString(axes)
                    + " is null; a tensor that all examples share is named Vectorize.SHARED");
        }
        return new Vectorize<>(function, List.of(axes), out);
    }

    /** Examples along another axis of the result's tensors; negative ones count from the end. */
    public Vectorize<A, B> out(int axis) {
        return new Vectorize<>(function, in, axis);
    }

    /**
     * Applies the function to all examples.
     *
     * @throws ShapeException if the tensors hold different numbers of examples, or none does
     */
    @Override
    public B apply(A examples) {
        List<Tensor> tensors = Tree.leaves(Unseen.check(examples));
        List<String> paths = Tree.paths(examples);
        List<Integer> axes = axes(tensors, paths);
        int count = count(paths, tensors, axes);
        Map<Node, Node> all = new HashMap<>();
        List<Tensor> one = new ArrayList<>();
        for (int i = 0; i < axes.size(); i++) {
            Node node = tensors.get(i).node();
            if (axes.get(i) == SHARED) {
                one.add(tensors.get(i));
            } else {
                int axis = node.shape().axis(axes.get(i));
                Node example = TracedGraph.standIn(new Type(node.shape().without(axis), node.dtype()));
                all.put(example, node.moved(axis, 0));
                one.add(Tensor.of(example));
            }
        }
        B result = Unseen.check(function.apply(Tree.rebuild(examples, one)));
        List<Node> outputs = TracedGraph.nodes(result);
        List<Node> batched = Batching.batched(outputs, all, count);
        return Tree.rebuild(
                result,
                IntStream.range(0, outputs.size())
                        .mapToObj(i -> Tensor.of(
                                batched.get(i).moved(0, batched.get(i).shape().axis(out))))
                        .toList());
    }

    private List<Integer> axes(List<Tensor> tensors, List<String> paths) {
        if (in.isEmpty()) {
            return tensors.stream().map(tensor -> 0).toList();
        }
        if (in.size() != tensors.size()) {
            throw new ShapeException(
                    "vectorize",
                    "axes "
                            + in.stream()
                                    .map(axis -> axis == SHARED ? "SHARED" : axis.toString())
                                    .toList()
                            + " for the tensors " + paths,
                    "one for each tensor of the argument, or SHARED");
        }
        return in;
    }

    private static int count(List<String> paths, List<Tensor> tensors, List<Integer> axes) {
        int found = -1;
        List<String> seen = new ArrayList<>();
        for (int i = 0; i < axes.size(); i++) {
            if (axes.get(i) != SHARED) {
                Shape shape = tensors.get(i).shape();
                String name = (paths.get(i).isEmpty() ? "" : paths.get(i) + " ") + shape;
                if (axes.get(i) < -shape.rank() || axes.get(i) >= shape.rank()) {
                    throw new ShapeException(
                            "vectorize",
                            name + " made at " + tensors.get(i).source() + " has no axis " + axes.get(i)
                                    + " of examples",
                            "name another axis with in(…), or Vectorize.SHARED for a tensor that all examples share");
                }
                int count = shape.extent(axes.get(i));
                seen.add(name + " along axis " + axes.get(i));
                if (found >= 0 && count != found) {
                    throw new ShapeException("vectorize", String.join(", ", seen), "all hold equally many examples");
                }
                found = count;
            }
        }
        if (found < 0) {
            throw new ShapeException("vectorize", "no tensor has an axis of examples", "name one with in(…)");
        }
        return found;
    }
}
