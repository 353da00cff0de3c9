package org.chainrule;

import org.chainrule.graph.Comparison;
import org.chainrule.graph.Node;

/**
 * Elementwise comparisons; the results are bool. Comparisons with NaN are false, but {@link #ne}. Errors as in {@link Arithmetic}.
 */
public sealed interface Comparisons permits Tensor {
    Node node();

    /** a = b */
    default Tensor eq(Tensor other) {
        return Broadcasting.apply(Comparison.EQUAL, Tensor.of(node()), other);
    }

    /** a = b, of one number b. */
    default Tensor eq(double other) {
        return eq(Broadcasting.number(node(), other));
    }

    /** a ≠ b */
    default Tensor ne(Tensor other) {
        return Broadcasting.apply(Comparison.NOT_EQUAL, Tensor.of(node()), other);
    }

    default Tensor ne(double other) {
        return ne(Broadcasting.number(node(), other));
    }

    /** a &lt; b */
    default Tensor lt(Tensor other) {
        return Broadcasting.apply(Comparison.LESS, Tensor.of(node()), other);
    }

    /** a &lt; b, of one number b. */
    default Tensor lt(double other) {
        return lt(Broadcasting.number(node(), other));
    }

    /** a ≤ b */
    default Tensor le(Tensor other) {
        return Broadcasting.apply(Comparison.LESS_EQUAL, Tensor.of(node()), other);
    }

    /** a ≤ b, of one number b. */
    default Tensor le(double other) {
        return le(Broadcasting.number(node(), other));
    }

    /** a &gt; b */
    default Tensor gt(Tensor other) {
        return turned("gt", Comparison.LESS, other);
    }

    /** a &gt; b, of one number b. */
    default Tensor gt(double other) {
        return gt(Broadcasting.number(node(), other));
    }

    /** a ≥ b */
    default Tensor ge(Tensor other) {
        return turned("ge", Comparison.LESS_EQUAL, other);
    }

    /** a ≥ b, of one number b. */
    default Tensor ge(double other) {
        return ge(Broadcasting.number(node(), other));
    }

    /** Whether each element is no number; false for all whole numbers. */
    default Tensor isNaN() {
        Tensor x = Tensor.of(node());
        return x.ne(x);
    }

    /** Whether each element is neither NaN nor infinite. */
    default Tensor isFinite() {
        Tensor x = Tensor.of(node());
        return x.sub(x).eq(0);
    }

    /** How {@code other} compares with this. */
    private Tensor turned(String called, Comparison comparison, Tensor other) {
        Tensor[] both = Broadcasting.together(() -> called, Tensor.of(node()), other);
        comparison.check(called, both[0].dtype(), both[1].dtype());
        return Tensor.of(comparison, both[1], both[0]);
    }
}
