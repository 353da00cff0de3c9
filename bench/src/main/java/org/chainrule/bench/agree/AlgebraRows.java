package org.chainrule.bench.agree;

import java.util.ArrayList;
import java.util.List;

/** Linear algebra over the last two axes, and Fourier transforms. */
final class AlgebraRows {
    private AlgebraRows() {}

    static List<Row> rows() {
        return List.of(
                square("cholesky"),
                square("inverse"),
                square("determinant"),
                square("logDeterminant"),
                square("trace"),
                Row.of("qr", draw -> {
                    int columns = draw.between(1, 4);
                    List<Integer> shape = new ArrayList<>(draw.shape(0, 1));
                    shape.addAll(List.of(columns + draw.between(0, 2), columns));
                    return Asked.of(draw.reals(shape));
                }),
                Row.of("solve", draw -> {
                    List<Integer> batch = draw.shape(0, 1);
                    int extent = draw.extent();
                    return Asked.of(
                            draw.given(Domain.DOMINANT, with(batch, extent, extent)),
                            draw.reals(with(batch, extent, draw.extent())));
                }),
                Row.of("solveTriangular", draw -> {
                    List<Integer> batch = draw.shape(0, 1);
                    int extent = draw.extent();
                    return Asked.of(
                                    draw.given(Domain.DOMINANT, with(batch, extent, extent)),
                                    draw.reals(with(batch, extent, draw.extent())))
                            .with(draw.between(0, 1), draw.between(0, 1), draw.between(0, 1));
                }),
                complex("fft"),
                complex("inverseFft"),
                Row.of("realFft", draw -> Asked.of(draw.reals(with(draw.shape(0, 1), draw.between(1, 9))))),
                Row.of("inverseRealFft", draw -> {
                    int extent = draw.between(1, 9);
                    return Asked.of(draw.reals(with(draw.shape(0, 1), extent / 2 + 1, 2)))
                            .with(extent);
                }));
    }

    private static Row square(String operation) {
        return Row.of(operation, draw -> {
            int extent = draw.extent();
            return Asked.of(draw.given(Domain.DOMINANT, with(draw.shape(0, 1), extent, extent)));
        });
    }

    private static Row complex(String operation) {
        return Row.of(operation, draw -> Asked.of(draw.reals(with(draw.shape(0, 1), draw.between(1, 9), 2))));
    }

    private static List<Integer> with(List<Integer> batch, Integer... last) {
        List<Integer> shape = new ArrayList<>(batch);
        shape.addAll(List.of(last));
        return shape;
    }
}
