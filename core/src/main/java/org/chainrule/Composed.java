package org.chainrule;

import org.chainrule.graph.Axes;
import org.chainrule.graph.DType;
import org.chainrule.graph.MatMul;
import org.chainrule.graph.Movement;
import org.chainrule.graph.Shape;
import org.chainrule.graph.ShapeException;
import org.chainrule.graph.Span;

/** Operations that are composed of others, and so need no gradient rule of their own. */
final class Composed {
    private Composed() {}

    /** √(1 − x²): with a hypotenuse of 1, the cosine of an angle whose sine is x, and the other way round; exact near ±1. */
    static Tensor otherLeg(Tensor x) {
        return x.like(1).sub(x).mul(x.add(1)).sqrt();
    }

    /** 2·sinh(x/2)·cosh(x/2), whose factors overflow only where the product does. */
    static Tensor sinh(Tensor x) {
        Tensor half = x.mul(0.5);
        return differenceOfPowers(half).mul(half.exp().add(half.neg().exp()).mul(0.5));
    }

    /** 1 + 2·sinh²(x/2), likewise. */
    static Tensor cosh(Tensor x) {
        Tensor difference = differenceOfPowers(x.mul(0.5));
        return difference.mul(difference.mul(0.5)).add(1);
    }

    /** eˣ − e⁻ˣ, exact for small x. */
    private static Tensor differenceOfPowers(Tensor x) {
        return x.expm1().sub(x.neg().expm1());
    }

    /** Neighbours multiplied pair by pair until one is left. */
    static Tensor product(Tensor x, int axis) {
        Tensor rest = x;
        int extent = x.shape().extent(axis);
        if (extent == 0) {
            return Tensor.full(x.shape().without(axis), 1, x.dtype());
        }
        while (extent > 1) {
            int half = extent / 2;
            Tensor pairs = rest.slice(axis, 0, half).mul(rest.slice(axis, half, 2 * half));
            rest = extent % 2 == 0
                    ? pairs
                    : Tensor.concat(axis, java.util.List.of(pairs, rest.slice(axis, extent - 1, extent)));
            extent = rest.shape().extent(axis);
        }
        return rest.squeeze(axis);
    }

    /** The smallest index along an axis at which the element is the extreme one; that of the first NaN if there is one. */
    static Tensor indexOf(Tensor extreme, Tensor x, int axis) {
        int extent = x.shape().extent(axis);
        Tensor best = x.eq(x.keeping(extreme, axis));
        // among NaNs the extreme is NaN, which equals nothing
        Tensor found = x.dtype().isFloating() ? best.or(x.ne(x)) : best;
        Shape along = x.shape().range(axis, axis + 1);
        for (int after = axis + 1; after < x.shape().rank(); after++) {
            along = along.append(Shape.of(1));
        }
        Tensor indices = Tensor.iota(extent, DType.INT32).reshape(along);
        return found.where(indices, indices.like(extent)).min(axis);
    }

    /** max + ln Σ exp(x − max), where the largest counts as 0 if it is infinite: no ∞ − ∞. */
    static Tensor logSumExp(Tensor x, int axis) {
        if (x.shape().extent(axis) == 0) {
            return Tensor.full(x.shape().without(axis), Double.NEGATIVE_INFINITY, x.dtype());
        }
        Tensor largest = finite(x, axis);
        Tensor sum = x.sub(x.keeping(largest, axis)).exp().sum(axis);
        // of −∞ alone the sum is 0, where the slope of ln is infinite: 0·∞ in the gradient
        Tensor something = sum.ne(sum.like(0));
        Tensor logarithm = something.where(sum, 1).log();
        return something.where(logarithm.add(largest), Double.NEGATIVE_INFINITY);
    }

    /** x − ln Σ eˣ. Of −∞ alone it is NaN, and so is its gradient. */
    static Tensor logSoftmax(Tensor x, int axis) {
        Tensor largest = finite(x, axis);
        Tensor sum = x.sub(x.keeping(largest, axis)).exp().sum(axis);
        return x.sub(x.keeping(sum.log().add(largest), axis));
    }

    /** The largest elements along an axis, 0 in the place of an infinite one. */
    private static Tensor finite(Tensor x, int axis) {
        Tensor largest = x.max(axis).stopGradient();
        return largest.abs().lt(Double.POSITIVE_INFINITY).where(largest, 0);
    }

    /** x + ln(1 + e⁻ˣ) above 0, ln(1 + eˣ) below: the power is at most 1. */
    static Tensor softplus(Tensor x) {
        Tensor positive = x.gt(0);
        return positive.where(x, 0).add(positive.where(x.neg(), x).exp().log1p());
    }

    /** max · √Σ (x/max)²; the product does not depend on what is taken out, so that needs no gradient. */
    static Tensor norm(Tensor x, int... axes) {
        if (x.shape().size() == 0) {
            return x.abs().sum(axes);
        }
        Tensor largest = x.abs().max(axes).stopGradient();
        Tensor usable = largest.gt(0).and(largest.lt(Double.POSITIVE_INFINITY));
        Tensor size = usable.where(largest, 1);
        return root(x.div(x.keeping(size, axes)).square().sum(axes)).mul(size);
    }

    /** √x, whose gradient at 0 is 0: for lengths, which have a kink there. */
    static Tensor root(Tensor x) {
        return x.eq(0).where(x.stopGradient(), x.sqrt());
    }

    static Tensor slice(Tensor x, int axis, int from, int to, int step) {
        int extent = x.shape().extent(axis);
        int start = from < 0 ? from + extent : from;
        int end = to < 0 ? to + extent : to;
        long length = step > 0 ? (long) end - start : (long) start - end;
        int count = step == 0 ? 0 : (int) Math.max(0, (length + Math.abs(step) - 1) / Math.abs(step));
        Span span = new Span(count == 0 ? 0 : start, count, step == 0 ? 1 : step);
        if (step == 0 || !span.fits(extent)) {
            throw new ShapeException(
                    "slice",
                    from + " to " + to + " by " + step + " along axis " + axis + " of shape " + x.shape(),
                    "indices go from " + -extent + " to " + extent + ", the step is not 0");
        }
        return Tensor.of(Movement.Slice.along(x.shape(), x.shape().axis(axis), span), x);
    }

    static Tensor matmul(Tensor left, Tensor right) {
        if (left.shape().isScalar() || right.shape().isScalar()) {
            throw new ShapeException("matmul", left.shape() + " by " + right.shape(), "use mul() for numbers");
        }
        int rows = right.shape().extent(right.shape().rank() == 1 ? 0 : -2);
        if (left.shape().extent(-1) != rows) {
            throw new ShapeException(
                    "matmul",
                    left.shape() + " by " + right.shape() + ": the left has "
                            + left.shape().extent(-1) + " columns, the right "
                            + rows + " rows",
                    "[…, m, k] by […, k, n]");
        }
        if (left.shape().rank() == 1) {
            Tensor result = matmul(left.unsqueeze(0), right);
            return result.squeeze(right.shape().rank() == 1 ? 0 : -2);
        }
        if (right.shape().rank() == 1) {
            return matmul(left, right.unsqueeze(1)).squeeze(-1);
        }
        if (left.shape().rank() > 2 && right.shape().rank() == 2) {
            // one matrix for all: their rows are rows of one product, and the gradient by it is one product too
            Shape above = left.shape().range(0, left.shape().rank() - 1);
            return matmul(left.reshape(Shape.of(above.size(), left.shape().extent(-1))), right)
                    .reshape(above.append(Shape.of(right.shape().extent(1))));
        }
        Shape batch = batch(left, right);
        return Tensor.of(MatMul.MATMUL, batched(left, batch), batched(right, batch));
    }

    /** The batch axes of two stacks of matrices, broadcast. */
    static Shape batch(Tensor left, Tensor right) {
        return Tensor.zeros(batch(left).extents())
                .add(Tensor.zeros(batch(right).extents()))
                .shape();
    }

    private static Shape batch(Tensor matrices) {
        return matrices.shape().range(0, matrices.shape().rank() - 2);
    }

    static Tensor batched(Tensor matrices, Shape batch) {
        int rank = matrices.shape().rank();
        return Broadcasting.to(matrices, batch.append(matrices.shape().range(rank - 2, rank)));
    }

    static Axes all(Shape shape) {
        return Axes.range(0, shape.rank());
    }
}
