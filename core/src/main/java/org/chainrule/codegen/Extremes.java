package org.chainrule.codegen;

/**
 * Where the larger or smaller of a value and a constant is one comparison and one selection, which is several instructions
 * fewer than the general case: the constant is no NaN, and not the zero of the sign that the comparison cannot tell.
 */
final class Extremes {
    private Extremes() {}

    static boolean isPlain(Value.Constant bound, double exceptedZero) {
        return bound.dtype().isFloating()
                && !Double.isNaN(bound.value())
                && Double.compare(bound.value(), exceptedZero) != 0;
    }
}
