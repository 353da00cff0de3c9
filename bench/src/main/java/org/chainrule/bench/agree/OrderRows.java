package org.chainrule.bench.agree;

import java.util.List;

/** What depends on which element is larger; of drawn numbers no two are equal. */
final class OrderRows {
    private OrderRows() {}

    static List<Row> rows() {
        return List.of(
                sorting("argsort"),
                sorting("sort"),
                Row.of("topK", draw -> {
                    List<Integer> shape = draw.shape(1, 3);
                    int axis = draw.between(0, shape.size() - 1);
                    return Asked.of(draw.reals(shape)).with(axis, draw.between(1, shape.get(axis)));
                }),
                running("cumulativeMax"),
                running("cumulativeMin"));
    }

    private static Row sorting(String operation) {
        return Row.of(operation, draw -> {
            List<Integer> shape = draw.shape(1, 3);
            return Asked.of(draw.reals(shape)).with(draw.axis(shape), draw.between(0, 1));
        });
    }

    private static Row running(String operation) {
        return Row.of(operation, draw -> {
            List<Integer> shape = draw.shape(1, 3);
            return Asked.of(draw.reals(shape)).with(draw.axis(shape));
        });
    }
}
