package org.chainrule;

import org.chainrule.graph.Binary;
import org.chainrule.graph.Node;
import org.chainrule.graph.Select;
import org.chainrule.graph.Unary;

/**
 * Elementwise arithmetic of tensors. Shapes are broadcast together; numbers take the tensor's dtype.
 *
 * <p>All throw a {@link org.chainrule.graph.ShapeException} for shapes that do not broadcast, and a
 * {@link org.chainrule.graph.DTypeException} for operands of two dtypes, for a dtype that the operation is not defined on, and for
 * a number that the tensor's dtype cannot hold.
 */
public sealed interface Arithmetic permits Tensor {
    Node node();

    /** a + b */
    default Tensor add(Tensor other) {
        return Broadcasting.apply(Binary.ADD, Tensor.of(node()), other);
    }

    /** a + b, of one number b. */
    default Tensor add(double other) {
        return add(Broadcasting.number(node(), other));
    }

    /** a − b */
    default Tensor sub(Tensor other) {
        return Broadcasting.apply(Binary.SUB, Tensor.of(node()), other);
    }

    /** a − b, of one number b. */
    default Tensor sub(double other) {
        return sub(Broadcasting.number(node(), other));
    }

    /** a · b */
    default Tensor mul(Tensor other) {
        return Broadcasting.apply(Binary.MUL, Tensor.of(node()), other);
    }

    /** a · b, of one number b. */
    default Tensor mul(double other) {
        return mul(Broadcasting.number(node(), other));
    }

    /** a · b, and 0 where one of them is 0, even if the other is infinite or NaN there. Floating only. */
    default Tensor mulNoNan(Tensor other) {
        return Broadcasting.apply(Binary.MUL_NO_NAN, Tensor.of(node()), other);
    }

    /** a · ln b, and 0 where a is 0, even if b is 0 too: entropies are sums of {@code p.xlogy(p)}. */
    default Tensor xlogy(Tensor other) {
        return mulNoNan(other.log());
    }

    /**
     * a / b; whole numbers truncate toward zero.
     *
     * @throws DivisionByZeroException when it runs, if whole numbers are divided by zero
     */
    default Tensor div(Tensor other) {
        return Broadcasting.apply(Binary.DIV, Tensor.of(node()), other);
    }

    /** a / b, of one number b. */
    default Tensor div(double other) {
        return div(Broadcasting.number(node(), other));
    }

    /**
     * aᵇ as by IEEE 754, of floating numbers: a⁰ and 1ᵇ are 1 even of NaN and infinities, and so is (−1)^±∞. The gradient by the base is
     * b·aᵇ⁻¹, 0 where b is 0; that by the exponent is aᵇ·ln a, 0 at 0⁰, wherever a is 0 and b above it, and where a is 1; it is NaN where a is
     * negative.
     */
    default Tensor pow(Tensor exponent) {
        return Broadcasting.apply(Binary.POW, Tensor.of(node()), exponent);
    }

    /** aᵇ; squares and cubes are products, which take the least time. */
    default Tensor pow(double exponent) {
        Tensor self = Tensor.of(node());
        if (self.dtype().isFloating() && (exponent == 2 || exponent == 3)) {
            return exponent == 2 ? self.square() : self.square().mul(self);
        }
        return pow(Broadcasting.number(node(), exponent));
    }

    /** The angle of the point (x, y) of which this is y, between −π and π. The gradient at the origin is 0. */
    default Tensor atan2(Tensor x) {
        return Broadcasting.apply(Binary.ATAN2, Tensor.of(node()), x);
    }

    /** The larger of each two elements; NaN if either is. At ties each side gets half of the gradient. */
    default Tensor maximum(Tensor other) {
        return Broadcasting.apply(Binary.MAX, Tensor.of(node()), other);
    }

    /** The larger of each element and one number, as {@code maximum(x, 0)} elsewhere; {@link Reductions#max} is over axes. */
    default Tensor maximum(double other) {
        return maximum(Broadcasting.number(node(), other));
    }

    /** The smaller of each two elements; NaN if either is. At ties each side gets half of the gradient. */
    default Tensor minimum(Tensor other) {
        return Broadcasting.apply(Binary.MIN, Tensor.of(node()), other);
    }

    /** The smaller of each element and one number, as {@code minimum(x, 0)} elsewhere; {@link Reductions#min} is over axes. */
    default Tensor minimum(double other) {
        return minimum(Broadcasting.number(node(), other));
    }

    /** Each element brought into [low, high]. The gradient is 1 inside and at the bounds, 0 outside. */
    default Tensor clip(double low, double high) {
        Tensor self = Tensor.of(node());
        Tensor lowest = Broadcasting.number(node(), low);
        Tensor highest = Broadcasting.number(node(), high);
        return self.lt(lowest).where(lowest, self.gt(highest).where(highest, self));
    }

    /** −a */
    default Tensor neg() {
        return Tensor.of(Unary.NEG, Tensor.of(node()));
    }

    /** Bitwise (whole numbers) or logical (bool) and. */
    default Tensor and(Tensor other) {
        return Broadcasting.apply(Binary.AND, Tensor.of(node()), other);
    }

    /** Bitwise (whole numbers) or logical (bool) or. */
    default Tensor or(Tensor other) {
        return Broadcasting.apply(Binary.OR, Tensor.of(node()), other);
    }

    /** Bitwise (whole numbers) or logical (bool) exclusive or. */
    default Tensor xor(Tensor other) {
        return Broadcasting.apply(Binary.XOR, Tensor.of(node()), other);
    }

    /** Bitwise (whole numbers) or logical (bool) not. */
    default Tensor not() {
        return Tensor.of(Unary.NOT, Tensor.of(node()));
    }

    /** Bits moved left. */
    default Tensor shiftLeft(int distance) {
        return Broadcasting.apply(Binary.SHIFT_LEFT, Tensor.of(node()), Broadcasting.number(node(), distance));
    }

    /** Bits moved right, zeros moving in. */
    default Tensor shiftRight(int distance) {
        return Broadcasting.apply(Binary.SHIFT_RIGHT, Tensor.of(node()), Broadcasting.number(node(), distance));
    }

    /**
     * Of a bool tensor: {@code yes} where it is true, {@code no} elsewhere. The side that is not taken gets a gradient of zero, which
     * stays zero through elementwise operations even where their slopes are infinite: {@code x.gt(0).where(x.log(), x)} is
     * differentiable at 0. Products of matrices and sums do not choose: an infinity that goes into one side of them stays.
     */
    default Tensor where(Tensor yes, Tensor no) {
        return Broadcasting.apply(Select.SELECT, Tensor.of(node()), yes, no);
    }

    /** Of a bool tensor: {@code yes} where it is true, one number elsewhere. */
    default Tensor where(Tensor yes, double no) {
        return where(yes, Broadcasting.number(yes.node(), no));
    }

    /** A number in this tensor's dtype, of no axes. */
    default Tensor like(double value) {
        return Tensor.of(Broadcasting.literal(node().dtype(), value));
    }

    /** Zeros of this tensor's shape and dtype. */
    default Tensor zerosLike() {
        return Tensor.full(node().shape(), 0, node().dtype());
    }

    /** Ones of this tensor's shape and dtype. */
    default Tensor onesLike() {
        return Tensor.full(node().shape(), 1, node().dtype());
    }
}
