package org.chainrule.bench.agree;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Contractions and look-ups. */
final class ProductRows {
    private ProductRows() {}

    static List<Row> rows() {
        return List.of(
                Row.of("matmul", ProductRows::matmul),
                Row.of("dot", draw -> {
                    List<Integer> shape = draw.shape(1, 1, 0);
                    return Asked.of(draw.reals(shape), draw.reals(shape));
                }),
                Row.of("tensordot", draw -> {
                    int a = draw.extent();
                    int b = draw.extent();
                    return Asked.of(draw.reals(List.of(a, draw.extent(), b)), draw.reals(List.of(b, a, draw.extent())));
                }),
                Row.of("einsum", ProductRows::einsum),
                Row.of("gather", draw -> {
                    List<Integer> shape = draw.shape(1, 3);
                    int axis = draw.between(0, shape.size() - 1);
                    return Asked.of(draw.reals(shape), draw.indices(draw.shape(1, 2), shape.get(axis)))
                            .with(axis);
                }),
                Row.of("scatterAdd", draw -> {
                    int extent = draw.extent();
                    List<Integer> shape = draw.shape(1, 3);
                    int axis = draw.between(0, shape.size() - 1);
                    return Asked.of(draw.reals(shape), draw.indices(List.of(shape.get(axis)), extent))
                            .with(axis, extent);
                }),
                Row.of("indexAdd", draw -> {
                    List<Integer> shape = draw.shape(1, 3);
                    int axis = draw.between(0, shape.size() - 1);
                    List<Integer> updates = new ArrayList<>(shape);
                    updates.set(axis, draw.extent());
                    return Asked.of(
                                    draw.reals(shape),
                                    draw.indices(List.of(updates.get(axis)), shape.get(axis)),
                                    draw.reals(updates))
                            .with(axis);
                }),
                Row.of("oneHot", draw -> {
                    int classes = draw.extent();
                    return Asked.of(draw.indices(draw.shape(0, 2), classes)).with(classes);
                }),
                Row.of("takeAlongAxis", draw -> {
                    List<Integer> shape = draw.shape(1, 3);
                    int axis = draw.between(0, shape.size() - 1);
                    List<Integer> taken = new ArrayList<>(shape);
                    taken.set(axis, draw.extent());
                    return Asked.of(draw.reals(shape), draw.indices(taken, shape.get(axis)))
                            .with(axis);
                }),
                Row.of("addAlongAxis", draw -> {
                    List<Integer> shape = draw.shape(1, 3);
                    int extent = draw.extent();
                    return Asked.of(draw.reals(shape), draw.indices(shape, extent))
                            .with(draw.between(0, shape.size() - 1), extent);
                }),
                Row.of("gatherAt", draw -> {
                    int extent = draw.extent();
                    return Asked.of(
                            draw.reals(List.of(extent, extent, draw.extent())),
                            draw.indices(List.of(draw.extent(), 2), extent));
                }),
                Row.of("scatterAddAt", draw -> {
                    int extent = draw.extent();
                    int count = draw.extent();
                    int width = draw.extent();
                    return Asked.of(draw.reals(List.of(count, width)), draw.indices(List.of(count, 2), extent))
                            .with(extent, extent, width);
                }),
                Row.of("indicesAlong", draw -> {
                    List<Integer> shape = draw.shape(1, 3);
                    return Asked.of(draw.reals(shape)).with(draw.between(0, shape.size() - 1));
                }));
    }

    /** Vectors, matrices, and batches that are broadcast. */
    private static Asked<Given> matmul(Draw draw) {
        int inner = draw.between(0, 8) == 0 ? 0 : draw.extent();
        List<Integer> batch = draw.shape(0, 2);
        List<Integer> left = joined(draw.narrowed(batch), List.of(draw.extent(), inner));
        List<Integer> right = joined(batch, List.of(inner, draw.extent()));
        return switch (draw.between(0, 3)) {
            case 0 -> Asked.of(draw.reals(List.of(inner)), draw.reals(right));
            case 1 -> Asked.of(draw.reals(left), draw.reals(List.of(inner)));
            default -> Asked.of(draw.reals(left), draw.reals(right));
        };
    }

    private static List<Integer> joined(List<Integer> first, List<Integer> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    private static Asked<Given> einsum(Draw draw) {
        int equation = draw.between(0, Equations.ALL.size() - 1);
        String operands = Equations.ALL.get(equation).split("->", -1)[0];
        Map<String, Integer> extents = new HashMap<>();
        List<Integer> batch = draw.shape(0, 2);
        List<Given> inputs = new ArrayList<>();
        for (String operand : operands.split(",", -1)) {
            List<Integer> shape = new ArrayList<>(operand.startsWith("...") ? batch : List.of());
            for (String letter : operand.replace(".", "").split("")) {
                shape.add(extents.computeIfAbsent(letter, _ -> draw.extent()));
            }
            inputs.add(draw.reals(shape));
        }
        return new Asked<>(inputs, List.of(equation));
    }
}
