package org.chainrule.compile;

import org.chainrule.graph.Elementwise;
import org.chainrule.kernel.Step;

/** How much code steps become, in vector operations. */
final class Weights {
    /** The largest kernel that HotSpot still compiles well. */
    static final int KERNEL_LIMIT = 160;

    private Weights() {}

    static int of(Elementwise op) {
        return switch (op) {
            case org.chainrule.graph.Unary unary ->
                switch (unary) {
                    case EXP -> 12;
                    case EXPM1, LOG, TANH, LOGISTIC -> 18;
                    case LOG1P, ERF -> 24;
                    case SIN, COS, TAN -> 10;
                    case SIGN, RELU, NEG, ABS, SQUARE, RECIPROCAL, SQRT, FLOOR, CEIL, ROUND, NOT -> 2;
                };
            case org.chainrule.graph.Binary binary ->
                switch (binary) {
                    case POW, ATAN2 -> 10;
                    case MUL_NO_NAN -> 3;
                    case ADD, SUB, MUL, DIV, MAX, MIN, AND, OR, XOR, SHIFT_LEFT, SHIFT_RIGHT -> 1;
                };
            case org.chainrule.graph.RandomBits _ -> 110;
            case org.chainrule.graph.Comparison _,
                    org.chainrule.graph.Select _,
                    org.chainrule.graph.Cast _,
                    org.chainrule.graph.StopGradient _ -> 1;
        };
    }

    static int of(Loop loop) {
        int weight = 2 * loop.writes().size();
        for (Step step : loop.steps()) {
            weight += step instanceof Step.Apply apply ? of(apply.op()) : 1;
        }
        return weight;
    }
}
