package org.chainrule.bench.agree;

import java.util.ArrayList;
import java.util.List;

/** The same elements elsewhere. */
final class MovementRows {
    private MovementRows() {}

    static List<Row> rows() {
        return List.of(
                Row.of("reshape", draw -> {
                    List<Integer> shape = draw.anyShape();
                    return Asked.of(draw.reals(shape)).with(shape.reversed());
                }),
                Row.of("flatten", draw -> Asked.of(draw.reals(draw.anyShape()))),
                Row.of("permute", draw -> {
                    List<Integer> shape = draw.anyShape();
                    return Asked.of(draw.reals(shape)).with(draw.order(shape.size()));
                }),
                Row.of("transpose", draw -> {
                    List<Integer> shape = draw.shape(2, 3);
                    return Asked.of(draw.reals(shape)).with(draw.axis(shape), draw.axis(shape));
                }),
                Row.of("unsqueeze", draw -> {
                    List<Integer> shape = draw.anyShape();
                    return Asked.of(draw.reals(shape)).with(draw.between(-shape.size() - 1, shape.size()));
                }),
                Row.of("squeeze", draw -> {
                    List<Integer> shape = new ArrayList<>(draw.shape(1, 3));
                    int axis = draw.between(0, shape.size() - 1);
                    shape.set(axis, 1);
                    return Asked.of(draw.reals(shape)).with(axis);
                }),
                Row.of("broadcastTo", draw -> {
                    List<Integer> shape = draw.anyShape();
                    return Asked.of(draw.reals(draw.narrowed(shape))).with(shape);
                }),
                Row.of("slice", draw -> {
                    List<Integer> shape = draw.shape(1, 3);
                    int axis = draw.between(0, shape.size() - 1);
                    int from = draw.between(0, shape.get(axis));
                    int to = draw.between(from, shape.get(axis));
                    return Asked.of(draw.reals(shape)).with(axis, from, to, draw.between(1, 3));
                }),
                Row.of("get", draw -> {
                    List<Integer> shape = draw.shape(1, 3);
                    int axis = draw.between(0, shape.size() - 1);
                    return Asked.of(draw.reals(shape)).with(axis, draw.between(-shape.get(axis), shape.get(axis) - 1));
                }),
                Row.of("pad", draw -> {
                    List<Integer> shape = draw.shape(1, 3);
                    int axis = draw.between(0, shape.size() - 1);
                    return Asked.of(draw.reals(shape)).with(axis, draw.between(0, 2), draw.between(0, 2));
                }),
                Row.of("flip", draw -> {
                    List<Integer> shape = draw.shape(1, 3);
                    return Asked.of(draw.reals(shape)).with(draw.axes(shape));
                }),
                Row.of("concat", draw -> {
                    List<Integer> shape = draw.shape(1, 3);
                    List<Integer> other = new ArrayList<>(shape);
                    int axis = draw.between(0, shape.size() - 1);
                    other.set(axis, draw.between(0, 3));
                    return Asked.of(draw.reals(shape), draw.reals(other), draw.reals(shape))
                            .with(axis);
                }),
                Row.of("stack", draw -> {
                    List<Integer> shape = draw.anyShape();
                    return Asked.of(draw.reals(shape), draw.reals(shape)).with(draw.between(0, shape.size()));
                }),
                Row.of("diagonal", draw -> {
                    int extent = draw.extent();
                    List<Integer> order = draw.order(3);
                    List<Integer> shape = new ArrayList<>(List.of(extent, extent, extent));
                    shape.set(order.get(2), draw.extent());
                    return Asked.of(draw.reals(shape)).with(order.get(0), order.get(1));
                }),
                Row.of("diagonalMatrix", draw -> Asked.of(draw.reals(draw.shape(1, 3)))),
                triangle("lowerTriangle"),
                triangle("upperTriangle"),
                Row.of("roll", draw -> {
                    List<Integer> shape = draw.shape(1, 3);
                    return Asked.of(draw.reals(shape)).with(draw.axis(shape), draw.between(-7, 7));
                }),
                copies("repeat"),
                copies("tile"),
                Row.of("split", draw -> {
                    List<Integer> shape = draw.shape(1, 3);
                    return Asked.of(draw.reals(shape)).with(draw.axis(shape), draw.between(1, 3));
                }),
                Row.of("zeros", draw -> Asked.of().with(draw.anyShape())),
                Row.of("ones", draw -> Asked.of().with(draw.anyShape())),
                Row.of("full", draw -> Asked.of().with(draw.anyShape())),
                Row.of("iota", draw -> Asked.of().with(draw.between(0, 9))),
                Row.of("eye", draw -> Asked.of().with(draw.between(0, 5))));
    }

    private static Row triangle(String operation) {
        return Row.of(operation, draw -> Asked.of(draw.reals(draw.shape(2, 3))).with(draw.between(-3, 3)));
    }

    private static Row copies(String operation) {
        return Row.of(operation, draw -> {
            List<Integer> shape = draw.shape(1, 3);
            return Asked.of(draw.reals(shape)).with(draw.between(0, shape.size() - 1), draw.between(0, 3));
        });
    }
}
