package org.chainrule;

import java.util.Locale;
import org.chainrule.graph.Axes;
import org.chainrule.graph.Combine;
import org.chainrule.graph.DType;
import org.chainrule.graph.DTypeException;
import org.chainrule.graph.Node;
import org.chainrule.graph.Reduce;
import org.chainrule.graph.RunningSum;
import org.chainrule.graph.Shape;

/**
 * Elements put together along axes, which disappear; none named means all. All throw a
 * {@link org.chainrule.graph.ShapeException} for an axis that there is not or that is named twice, and a
 * {@link org.chainrule.graph.DTypeException} for a dtype that they are not defined on.
 */
public sealed interface Reductions permits Tensor {
    Node node();

    /** Σ x; of bool the number of trues, int32. */
    default Tensor sum(int... axes) {
        Node numbers = node().dtype() == DType.BOOL ? node().cast(DType.INT32) : node();
        return Tensor.of(numbers.sum(Axes.named(node().shape(), axes)));
    }

    /** The arithmetic mean, of floating numbers: a mean of whole numbers is rarely whole, so they are cast first. */
    default Tensor mean(int... axes) {
        if (!node().dtype().isFloating()) {
            throw new DTypeException("mean: takes float32 or float64, not "
                    + node().dtype().name().toLowerCase(Locale.ROOT) + "; use cast()");
        }
        Tensor sum = sum(axes);
        return sum.div((double) node().shape().size() / Math.max(1, sum.shape().size()));
    }

    /** The mean of the squared distances from the mean, of floating numbers; divided by n, not n − 1. */
    default Tensor variance(int... axes) {
        Tensor mean = keeping(mean(axes), axes);
        return Tensor.of(node()).sub(mean).square().mean(axes);
    }

    /** The root of the {@link #variance}; where that is 0 the gradient is 0. */
    default Tensor standardDeviation(int... axes) {
        return Composed.root(variance(axes));
    }

    /**
     * The Euclidean length √Σ x², without overflow: the largest element is taken out first. The gradient is x/‖x‖, and 0 where the
     * length is 0.
     */
    default Tensor norm(int... axes) {
        return Composed.norm(Tensor.of(node()), axes);
    }

    /** The largest element, over all or some axes. Elements that tie share the gradient evenly. The larger of two is {@link Arithmetic#maximum}. */
    default Tensor max(int... axes) {
        return reduce(Combine.MAX, axes);
    }

    /** The smallest element, over all or some axes. Elements that tie share the gradient evenly. The smaller of two is {@link Arithmetic#minimum}. */
    default Tensor min(int... axes) {
        return reduce(Combine.MIN, axes);
    }

    private Tensor reduce(Combine combine, int... axes) {
        Axes named = Axes.named(node().shape(), axes);
        return named.count() == 0 ? Tensor.of(node()) : Tensor.of(new Reduce(combine, named), Tensor.of(node()));
    }

    /** Π x, halves multiplied together, so the gradient is right at zeros too. */
    default Tensor product(int... axes) {
        Tensor result = Tensor.of(node());
        Axes named = Axes.named(node().shape(), axes);
        for (int i = named.count() - 1; i >= 0; i--) {
            result = Composed.product(result, named.get(i));
        }
        return result;
    }

    /** The index (int32) of the first largest element along an axis; of the first NaN if there is one. */
    default Tensor argmax(int axis) {
        return Composed.indexOf(max(axis), Tensor.of(node()), node().shape().axis(axis));
    }

    /** The index (int32) of the first smallest element along an axis; of the first NaN if there is one. */
    default Tensor argmin(int axis) {
        return Composed.indexOf(min(axis), Tensor.of(node()), node().shape().axis(axis));
    }

    /** The running sum along an axis. */
    default Tensor cumulativeSum(int axis) {
        return Tensor.of(new RunningSum(node().shape().axis(axis)), Tensor.of(node()));
    }

    /**
     * ln Σ eˣ along an axis, without overflow: the largest element is taken out first. Of nothing, and of −∞ alone, it is −∞; the
     * gradient is the softmax, and of −∞ alone it is 0.
     */
    default Tensor logSumExp(int axis) {
        return Composed.logSumExp(Tensor.of(node()), axis);
    }

    /** eˣ / Σ eˣ along an axis, without overflow. */
    default Tensor softmax(int axis) {
        Tensor x = Tensor.of(node());
        Tensor powers = x.sub(keeping(x.max(axis).stopGradient(), axis)).exp();
        return powers.div(keeping(powers.sum(axis), axis));
    }

    /** The logarithm of the softmax along an axis: x − ln Σ eˣ. */
    default Tensor logSoftmax(int axis) {
        return Composed.logSoftmax(Tensor.of(node()), axis);
    }

    /** Whether any element is true; of numbers, whether any is not 0 (NaN is not), as in NumPy. Of nothing: false. */
    default Tensor any(int... axes) {
        return Tensor.of(node()).cast(DType.BOOL).sum(axes).cast(DType.BOOL);
    }

    /** Whether all elements are true; of numbers, whether none is 0, as in NumPy. Of nothing: true. */
    default Tensor all(int... axes) {
        return Tensor.of(node()).cast(DType.BOOL).not().any(axes).not();
    }

    /** A reduced tensor with the axes that disappeared put back, of extent 1, so that it broadcasts against this one. */
    default Tensor keeping(Tensor reduced, int... axes) {
        Shape shape = node().shape();
        Axes named = Axes.named(shape, axes);
        for (int i = 0; i < named.count(); i++) {
            shape = shape.with(named.get(i), 1);
        }
        return reduced.reshape(shape);
    }
}
