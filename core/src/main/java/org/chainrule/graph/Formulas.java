package org.chainrule.graph;

/** The forward values and local gradients that take more than a word in the tables. */
final class Formulas {
    private Formulas() {}

    static <V> V square(Lanes<V> lanes, V x) {
        return lanes.mul(x, x);
    }

    static <V> V reciprocal(Lanes<V> lanes, V x) {
        return lanes.div(lanes.literal(lanes.type(x), 1L), x);
    }

    /** −1, 0 or 1; NaN stays NaN. */
    static <V> V sign(Lanes<V> lanes, V x) {
        V zero = lanes.literal(lanes.type(x), 0L);
        V one = lanes.literal(lanes.type(x), 1L);
        V minusOne = lanes.literal(lanes.type(x), -1L);
        return lanes.select(lanes.less(zero, x), one, lanes.select(lanes.less(x, zero), minusOne, x));
    }

    static <V> V relu(Lanes<V> lanes, V x) {
        return lanes.max(x, lanes.literal(lanes.type(x), 0L));
    }

    /** a·b, and 0 where one of them is 0, whatever the other is. */
    static <V> V mulNoNan(Lanes<V> lanes, V a, V b) {
        V zero = lanes.literal(lanes.type(a), 0L);
        V isZero = lanes.or(lanes.equal(a, zero), lanes.equal(b, zero));
        return lanes.select(isZero, zero, lanes.mul(a, b));
    }

    static <V> V notEqual(Lanes<V> lanes, V a, V b) {
        return lanes.not(lanes.equal(a, b));
    }

    /** d erf(x)/dx = 2/√π · exp(−x²). */
    static Node gaussian(Node x) {
        return x.constant(2 / Math.sqrt(Math.PI)).mul(x.square().neg().exp());
    }

    /** 1 where a is above b, 0 elsewhere. */
    static Node above(Node a, Node b) {
        return b.less(a).select(a.one(), a.zero());
    }

    /** 1 where a is above b, ½ where they tie, 0 below. */
    static Node step(Node a, Node b) {
        return b.less(a).select(a.one(), a.equal(b).select(a.constant(0.5), a.zero()));
    }

    /** d aᵇ/da = b·aᵇ⁻¹, and 0 where b is 0 (not 0·∞ at a = 0). */
    static Node powByBase(Node a, Node b) {
        return b.mulNoNan(a.pow(b.sub(b.one())));
    }

    /** d aᵇ/db = aᵇ·ln a, and 0 where that is 0·∞, and at 0⁰, where the power jumps. */
    static Node powByExponent(Node a, Node b, Node y) {
        Node jump = a.equal(a.zero()).and(b.equal(b.zero()));
        return jump.select(a.zero(), y.mulNoNan(a.log()));
    }

    /**
     * b/(a² + b²), which is d atan2(a, b)/da, and 0 at the origin. Both are divided by the larger of the two first, so that no
     * square overflows; the quotient does not depend on it, so it has no gradient.
     */
    static Node atan2By(Node a, Node b) {
        Node larger = Node.of(Binary.MAX, Node.of(Unary.ABS, a), Node.of(Unary.ABS, b));
        Node atOrigin = larger.equal(larger.zero());
        Node size = Node.of(StopGradient.STOP_GRADIENT, atOrigin.select(larger.one(), larger));
        Node squares = a.div(size).square().add(b.div(size).square());
        return b.div(size).div(atOrigin.select(larger.one(), squares)).div(size);
    }
}
