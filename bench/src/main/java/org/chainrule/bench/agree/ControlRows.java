package org.chainrule.bench.agree;

import java.util.List;

/** Loops, branches and operations that enclose a graph; libtorch computes the same step by step. */
final class ControlRows {
    private ControlRows() {}

    static List<Row> rows() {
        return List.of(
                Row.of("scan", draw -> {
                    int width = draw.extent();
                    int steps = draw.between(0, 6);
                    return Asked.of(
                            draw.reals(List.of(width)),
                            draw.reals(List.of(steps, width)),
                            draw.reals(List.of(width, width)));
                }),
                Row.of("scan in segments", draw -> {
                    int width = draw.extent();
                    return Asked.of(
                            draw.reals(List.of(width)),
                            draw.reals(List.of(draw.between(4, 9), width)),
                            draw.reals(List.of(width, width)));
                }),
                Row.of("cond", draw -> Asked.of(draw.given(Domain.FLAGS, List.of()), draw.reals(draw.shape(0, 2)))),
                Row.of("whileLoop", draw -> Asked.of(draw.indices(List.of(), 90))),
                Row.of("checkpoint", draw -> Asked.of(draw.reals(draw.shape(0, 2)))),
                Row.of("customOp", draw -> Asked.of(draw.reals(draw.shape(0, 2)))),
                Row.of("customOp on arrays", draw -> Asked.of(draw.reals(draw.shape(0, 2)))),
                Row.of("customOp vectorized", draw -> Asked.of(draw.reals(draw.shape(1, 2)))));
    }
}
