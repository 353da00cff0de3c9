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

    static <V> V notEqual(Lanes<V> lanes, V a, V b) {
        return lanes.not(lanes.equal(a, b));
    }

    /** d erf(x)/dx = 2/√π · exp(−x²). */
    static Node gaussian(Node x) {
        return x.constant(2 / Math.sqrt(Math.PI)).mul(x.square().neg().exp());
    }

    /** 1 where a is above b, ½ where they tie, 0 below. */
    static Node step(Node a, Node b) {
        return b.less(a).select(a.one(), a.equal(b).select(a.constant(0.5), a.zero()));
    }

    /** d aᵇ/da = b·aᵇ⁻¹, and 0 where b is 0 (not 0·∞ at a = 0). */
    static Node powByBase(Node a, Node b) {
        return b.equal(b.zero()).select(a.zero(), b.mul(a.pow(b.sub(b.one()))));
    }

    /** d aᵇ/db = aᵇ·ln a, and 0 where a is 0 and b is not negative (not 0·∞). */
    static Node powByExponent(Node a, Node b, Node y) {
        Node flat = a.equal(a.zero()).and(b.zero().lessEqual(b));
        return flat.select(a.zero(), y.mul(flat.select(a.one(), a).log()));
    }
}
