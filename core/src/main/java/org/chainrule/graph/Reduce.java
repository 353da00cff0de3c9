package org.chainrule.graph;

import java.util.List;

/**
 * All elements along axes put together; the axes disappear. Of a sum of nothing the value is 0; the largest or smallest
 * of nothing is an error. Elements that tie for the largest or smallest share the gradient evenly.
 */
public record Reduce(Combine combine, Axes axes) implements Op {
    @Override
    public Type infer(List<Type> inputs) {
        Type input = inputs.getFirst();
        Accepts.NUMERIC.check(combine, input.dtype());
        Shape shape = input.shape();
        for (int i = axes.count() - 1; i >= 0; i--) {
            if (combine != Combine.SUM && shape.extent(axes.get(i)) == 0) {
                throw new ShapeException(
                        combine.toString().toLowerCase(java.util.Locale.ROOT),
                        "axis " + axes.get(i) + " of shape " + input.shape() + " is empty",
                        "nothing has no largest or smallest element");
            }
            shape = shape.without(axes.get(i));
        }
        return new Type(shape, input.dtype());
    }

    @Override
    public boolean differentiable(int input) {
        return true;
    }

    @Override
    public Node downstream(Node node, int input, Node upstream) {
        Node x = node.input(0);
        return switch (combine) {
            case SUM -> upstream.broadcast(x.shape(), axes);
            case MAX, MIN -> winners(node).select(upstream.div(ties(node)).broadcast(x.shape(), axes), x.zero());
        };
    }

    @Override
    public Node tangent(Node node, int input, Node tangent) {
        return switch (combine) {
            case SUM -> tangent.sum(axes);
            case MAX, MIN ->
                winners(node).select(tangent, tangent.zero()).sum(axes).div(ties(node));
        };
    }

    @Override
    public Node batched(Node node, List<Batch> inputs, int count) {
        return Node.of(new Reduce(combine, axes.shifted()), inputs.getFirst().node());
    }

    private Node winners(Node node) {
        Node x = node.input(0);
        Node isExtreme = x.equal(node.broadcast(x.shape(), axes));
        // among NaNs the extreme is NaN, which equals nothing; they then share the gradient
        return Node.of(Binary.OR, isExtreme, Node.of(Unary.NOT, x.equal(x)));
    }

    private Node ties(Node node) {
        return winners(node).cast(node.dtype()).sum(axes);
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new Reduce(Combine.SUM, Axes.of(1)), Domain.REALS.input(2, 3, 2)),
                Sample.of(new Reduce(Combine.SUM, Axes.of(0, 1)), Domain.REALS.input(2, 3)),
                Sample.of(new Reduce(Combine.MAX, Axes.of(0)), Domain.REALS.input(3, 2)),
                Sample.of(new Reduce(Combine.MIN, Axes.of(1)), Domain.REALS.input(3, 4)));
    }

    @Override
    public String toString() {
        return combine + axes.toString();
    }
}
