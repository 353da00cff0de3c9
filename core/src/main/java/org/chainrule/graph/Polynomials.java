package org.chainrule.graph;

/** The transcendental words of {@link Lanes} in terms of the others. */
final class Polynomials {
    private Polynomials() {}

    static <V> V exp(Lanes<V> lanes, V x) {
        return lanes.call(ScalarFunction.EXP, x);
    }

    static <V> V expm1(Lanes<V> lanes, V x) {
        return lanes.call(ScalarFunction.EXPM1, x);
    }

    static <V> V log(Lanes<V> lanes, V x) {
        return lanes.call(ScalarFunction.LOG, x);
    }

    static <V> V log1p(Lanes<V> lanes, V x) {
        return lanes.call(ScalarFunction.LOG1P, x);
    }

    static <V> V tanh(Lanes<V> lanes, V x) {
        return lanes.call(ScalarFunction.TANH, x);
    }

    static <V> V logistic(Lanes<V> lanes, V x) {
        return lanes.call(ScalarFunction.LOGISTIC, x);
    }

    static <V> V erf(Lanes<V> lanes, V x) {
        return lanes.call(ScalarFunction.ERF, x);
    }
}
