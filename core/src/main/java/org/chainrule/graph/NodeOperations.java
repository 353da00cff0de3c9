package org.chainrule.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The methods that make nodes of nodes, the strict vocabulary of the gradient rules: operands have equal shapes and dtypes,
 * and broadcasting is spelled out. Users write the same, with NumPy's broadcasting, on {@code Tensor}.
 */
public sealed interface NodeOperations permits Node {
    Op op();

    Shape shape();

    DType dtype();

    private Node self() {
        return (Node) this;
    }

    // Elementwise

    default Node add(Node other) {
        return op() instanceof Bundle ? Bundle.sum(self(), other) : Node.of(Binary.ADD, self(), other);
    }

    default Node sub(Node other) {
        return Node.of(Binary.SUB, self(), other);
    }

    default Node mul(Node other) {
        return Node.of(Binary.MUL, self(), other);
    }

    /** The product, and 0 where one of the two is 0, even if the other is infinite or NaN there. */
    default Node mulNoNan(Node other) {
        return Node.of(Binary.MUL_NO_NAN, self(), other);
    }

    default Node div(Node other) {
        return Node.of(Binary.DIV, self(), other);
    }

    default Node pow(Node exponent) {
        return Node.of(Binary.POW, self(), exponent);
    }

    default Node and(Node other) {
        return Node.of(Binary.AND, self(), other);
    }

    default Node or(Node other) {
        return Node.of(Binary.OR, self(), other);
    }

    default Node neg() {
        return Node.of(Unary.NEG, self());
    }

    default Node sign() {
        return Node.of(Unary.SIGN, self());
    }

    default Node square() {
        return Node.of(Unary.SQUARE, self());
    }

    default Node reciprocal() {
        return Node.of(Unary.RECIPROCAL, self());
    }

    default Node exp() {
        return Node.of(Unary.EXP, self());
    }

    default Node log() {
        return Node.of(Unary.LOG, self());
    }

    default Node sin() {
        return Node.of(Unary.SIN, self());
    }

    default Node cos() {
        return Node.of(Unary.COS, self());
    }

    default Node equal(Node other) {
        return Node.of(Comparison.EQUAL, self(), other);
    }

    default Node less(Node other) {
        return Node.of(Comparison.LESS, self(), other);
    }

    default Node lessEqual(Node other) {
        return Node.of(Comparison.LESS_EQUAL, self(), other);
    }

    /** Of a BOOL node: {@code this ? yes : no}. */
    default Node select(Node yes, Node no) {
        return Node.of(Select.SELECT, self(), yes, no);
    }

    default Node cast(DType to) {
        return to == dtype() ? self() : Node.of(new Cast(to), self());
    }

    // Reductions, movements, contractions

    /** The sum over axes, which disappear. */
    default Node sum(Axes axes) {
        return axes.count() == 0 ? self() : Node.of(new Reduce(Combine.SUM, axes), self());
    }

    /** Copies of this node along new axes, which stand at {@code added} in {@code shape}. */
    default Node broadcast(Shape shape, Axes added) {
        if (added.count() == 0) {
            return self();
        }
        int[] kept = IntStream.range(0, shape.rank())
                .filter(axis -> !added.contains(axis))
                .toArray();
        return Node.of(new Movement.Broadcast(shape, Axes.of(kept)), self());
    }

    default Node reshape(Shape shape) {
        return shape.equals(shape()) ? self() : Node.of(new Movement.Reshape(shape), self());
    }

    /** Axis i of the result is axis {@code order[i]} of this node. */
    default Node permute(Axes order) {
        return order.isIdentity() && order.count() == shape().rank()
                ? self()
                : Node.of(new Movement.Permute(order), self());
    }

    /** One axis at another place, the others in their order. */
    default Node moved(int from, int to) {
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, shape().rank()).boxed().toList());
        order.subList(from, from + 1).clear();
        order.add(to, from);
        return permute(Axes.of(order.stream().mapToInt(Integer::intValue).toArray()));
    }

    /** The matrices transposed: the last two axes change places. */
    default Node transpose() {
        int[] order = Axes.range(0, shape().rank()).toArray();
        order[order.length - 1] = order.length - 2;
        order[order.length - 2] = order.length - 1;
        return permute(Axes.of(order));
    }

    default Node matmul(Node other) {
        return Node.of(MatMul.MATMUL, self(), other);
    }

    /** The order of the elements along an axis reversed. */
    default Node flip(int axis) {
        return Node.of(Movement.Slice.flip(shape(), axis), self());
    }
}
