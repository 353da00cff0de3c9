package org.chainrule.graph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Operations that only say which element stands where. All are linear: the tangent moves as the value does. */
public sealed interface Movement extends Op
        permits Movement.Broadcast,
                Movement.Reshape,
                Movement.Permute,
                Movement.Slice,
                Movement.Pad,
                Movement.Concat,
                Window {
    @Override
    default boolean differentiable(int input) {
        return true;
    }

    @Override
    default Node tangent(Node node, int input, Node tangent) {
        return Node.of(this, tangent);
    }

    /**
     * Copies along new axes.
     *
     * @param shape the result's shape
     * @param kept for each axis of the input, which axis of the result it is; the other axes are new
     */
    record Broadcast(Shape shape, Axes kept) implements Movement {
        @Override
        public Type infer(List<Type> inputs) {
            Shape input = inputs.getFirst().shape();
            boolean fits = kept.count() == input.rank();
            for (int axis = 0; fits && axis < kept.count(); axis++) {
                fits = shape.extent(kept.get(axis)) == input.extent(axis)
                        && (axis == 0 || kept.get(axis) > kept.get(axis - 1));
            }
            if (!fits) {
                throw new ShapeException(
                        "broadcast", input + " along " + kept + " to " + shape, "kept axes keep extent and order");
            }
            return new Type(shape, inputs.getFirst().dtype());
        }

        /** The axes of the result that the input lacks. */
        public Axes added() {
            return Axes.of(IntStream.range(0, shape.rank())
                    .filter(axis -> !kept.contains(axis))
                    .toArray());
        }

        @Override
        public Node downstream(Node node, int input, Node upstream) {
            return upstream.sum(added());
        }

        @Override
        public Node batched(Node node, List<Batch> inputs, int count) {
            Shape all = Shape.of(count).append(shape);
            return Node.of(
                    new Broadcast(all, kept.afterFirst()), inputs.getFirst().node());
        }

        static List<Sample> samples() {
            return List.of(
                    Sample.of(new Broadcast(Shape.of(3, 2, 4), Axes.of(1)), Domain.REALS.input(2)),
                    Sample.of(new Broadcast(Shape.of(3, 2), Axes.of()), Domain.REALS.input()));
        }
    }

    /** The same elements in row-major order under another shape. */
    record Reshape(Shape shape) implements Movement {
        @Override
        public Type infer(List<Type> inputs) {
            Shape input = inputs.getFirst().shape();
            if (input.size() != shape.size()) {
                throw new ShapeException(
                        "reshape",
                        input + " has " + input.size() + " elements, " + shape + " has " + shape.size(),
                        "the number of elements stays");
            }
            return new Type(shape, inputs.getFirst().dtype());
        }

        @Override
        public Node downstream(Node node, int input, Node upstream) {
            return upstream.reshape(node.input(0).shape());
        }

        @Override
        public Node batched(Node node, List<Batch> inputs, int count) {
            return inputs.getFirst().node().reshape(Shape.of(count).append(shape));
        }

        static List<Sample> samples() {
            return List.of(Sample.of(new Reshape(Shape.of(3, 2, 2)), Domain.REALS.input(2, 6)));
        }
    }

    /** Axis i of the result is axis {@code order[i]} of the input. */
    record Permute(Axes order) implements Movement {
        @Override
        public Type infer(List<Type> inputs) {
            Shape input = inputs.getFirst().shape();
            boolean fits = order.count() == input.rank();
            for (int axis = 0; fits && axis < input.rank(); axis++) {
                fits = order.contains(axis);
            }
            if (!fits) {
                throw new ShapeException("permute", "axes " + order + " of shape " + input, "name every axis once");
            }
            int[] extents = IntStream.of(order.toArray()).map(input::extent).toArray();
            return new Type(Shape.of(extents), inputs.getFirst().dtype());
        }

        @Override
        public Node downstream(Node node, int input, Node upstream) {
            return upstream.permute(order.inverse());
        }

        @Override
        public Node batched(Node node, List<Batch> inputs, int count) {
            return inputs.getFirst().node().permute(order.afterFirst());
        }

        static List<Sample> samples() {
            return List.of(Sample.of(new Permute(Axes.of(2, 0, 1)), Domain.REALS.input(2, 3, 4)));
        }
    }

    /** Of every axis the elements of a span. */
    record Slice(List<Span> spans) implements Movement {
        public Slice {
            spans = List.copyOf(spans);
        }

        /** One axis cut to a span, the others whole. */
        public static Slice along(Shape shape, int axis, Span span) {
            return new Slice(IntStream.range(0, shape.rank())
                    .mapToObj(other -> other == axis ? span : Span.all(shape.extent(other)))
                    .toList());
        }

        /** One axis backward. */
        public static Slice flip(Shape shape, int axis) {
            int extent = shape.extent(axis);
            return along(shape, axis, new Span(Math.max(0, extent - 1), extent, -1));
        }

        @Override
        public Type infer(List<Type> inputs) {
            Shape input = inputs.getFirst().shape();
            checkSpans("slice", spans, input);
            return new Type(
                    Shape.of(spans.stream().mapToInt(Span::count).toArray()),
                    inputs.getFirst().dtype());
        }

        @Override
        public Node downstream(Node node, int input, Node upstream) {
            return Node.of(new Pad(spans, node.input(0).shape()), upstream);
        }

        @Override
        public Node batched(Node node, List<Batch> inputs, int count) {
            return Node.of(new Slice(afterAll(count, spans)), inputs.getFirst().node());
        }

        static List<Sample> samples() {
            return List.of(
                    Sample.of(new Slice(List.of(new Span(1, 2, 1), new Span(0, 3, 2))), Domain.REALS.input(4, 6)),
                    Sample.of(new Slice(List.of(new Span(3, 2, -2), new Span(4, 5, -1))), Domain.REALS.input(4, 5)));
        }
    }

    /** The input's elements laid onto the spans of a larger shape that is zero (or false) elsewhere: what slicing cut. */
    record Pad(List<Span> spans, Shape shape) implements Movement {
        public Pad {
            spans = List.copyOf(spans);
        }

        /** One axis of the larger shape filled on a span, the others wholly. */
        public static Pad along(Shape shape, int axis, Span span) {
            return new Pad(Slice.along(shape, axis, span).spans(), shape);
        }

        @Override
        public Type infer(List<Type> inputs) {
            Shape input = inputs.getFirst().shape();
            checkSpans("pad", spans, shape);
            for (int axis = 0; axis < input.rank(); axis++) {
                if (spans.get(axis).count() != input.extent(axis)) {
                    throw new ShapeException(
                            "pad", input + " onto " + spans, "a span has the count of the input's extent");
                }
            }
            return new Type(shape, inputs.getFirst().dtype());
        }

        @Override
        public Node downstream(Node node, int input, Node upstream) {
            return Node.of(new Slice(spans), upstream);
        }

        @Override
        public Node batched(Node node, List<Batch> inputs, int count) {
            Shape all = Shape.of(count).append(shape);
            return Node.of(
                    new Pad(afterAll(count, spans), all), inputs.getFirst().node());
        }

        static List<Sample> samples() {
            return List.of(
                    Sample.of(
                            new Pad(List.of(new Span(1, 2, 1), new Span(0, 3, 1)), Shape.of(4, 5)),
                            Domain.REALS.input(2, 3)),
                    Sample.of(
                            new Pad(List.of(new Span(5, 3, -2), new Span(0, 3, 2)), Shape.of(6, 5)),
                            Domain.REALS.input(3, 3)));
        }
    }

    /** The inputs one after the other along an axis. */
    record Concat(int axis) implements Movement {
        @Override
        public Type infer(List<Type> inputs) {
            Type first = inputs.getFirst();
            long extent = 0;
            for (Type input : inputs) {
                Accepts.ANY.check("concat", first.dtype(), input.dtype());
                if (input.shape().rank() != first.shape().rank()
                        || !input.shape().without(axis).equals(first.shape().without(axis))) {
                    throw new ShapeException(
                            "concat",
                            "shapes " + first.shape() + " and " + input.shape() + " along axis " + axis,
                            "all extents but that axis's are equal");
                }
                extent += input.shape().extent(axis);
            }
            return new Type(first.shape().with(axis, Shape.extent(extent)), first.dtype());
        }

        /** Where along the axis an input stands. */
        public Span span(List<Node> inputs, int input) {
            int start = 0;
            for (int before = 0; before < input; before++) {
                start += inputs.get(before).shape().extent(axis);
            }
            return new Span(start, inputs.get(input).shape().extent(axis), 1);
        }

        @Override
        public Node downstream(Node node, int input, Node upstream) {
            return Node.of(Slice.along(node.shape(), axis, span(node.inputs(), input)), upstream);
        }

        @Override
        public Node tangent(Node node, int input, Node tangent) {
            List<Node> parts = new ArrayList<>(node.inputs());
            parts.replaceAll(Node::zero);
            parts.set(input, tangent);
            return Node.of(this, Collections.unmodifiableList(parts));
        }

        @Override
        public Node batched(Node node, List<Batch> inputs, int count) {
            return Node.of(
                    new Concat(axis + 1),
                    inputs.stream().map(input -> input.each(count)).toList());
        }

        static List<Sample> samples() {
            return List.of(Sample.of(new Concat(1), Domain.REALS.input(2, 3), Domain.REALS.input(2, 2)));
        }
    }

    private static List<Span> afterAll(int count, List<Span> spans) {
        return Stream.concat(Stream.of(Span.all(count)), spans.stream()).toList();
    }

    private static void checkSpans(String operation, List<Span> spans, Shape shape) {
        if (spans.size() != shape.rank()) {
            throw new ShapeException(operation, spans.size() + " spans for shape " + shape, "one for each axis");
        }
        for (int axis = 0; axis < spans.size(); axis++) {
            if (!spans.get(axis).fits(shape.extent(axis))) {
                throw new ShapeException(
                        operation,
                        "span " + spans.get(axis) + " leaves axis " + axis + " of shape " + shape,
                        "indices go from 0 to " + (shape.extent(axis) - 1));
            }
        }
    }
}
