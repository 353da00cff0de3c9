package org.chainrule.bench.agree;

import java.util.List;

/** Along axes, which disappear or stay. */
final class ReductionRows {
    private ReductionRows() {}

    static List<Row> rows() {
        return List.of(
                Row.of("sum", draw -> {
                    List<Integer> shape = draw.shape(1, 3, 0);
                    return Asked.of(draw.reals(shape)).with(draw.axes(shape));
                }),
                overAxes("mean", Domain.REALS),
                overAxes("variance", Domain.REALS),
                overAxes("standardDeviation", Domain.REALS),
                overAxes("norm", Domain.REALS),
                overAxes("max", Domain.REALS),
                overAxes("min", Domain.REALS),
                overAxes("product", Domain.WITH_ZEROS),
                overAxes("any", Domain.FLAGS),
                overAxes("all", Domain.FLAGS),
                overAxes("keeping", Domain.REALS),
                alongAxis("argmax", Domain.REALS),
                alongAxis("argmin", Domain.REALS),
                alongAxis("cumulativeSum", Domain.REALS),
                alongAxis("logSumExp", Domain.WIDE),
                alongAxis("softmax", Domain.WIDE),
                alongAxis("logSoftmax", Domain.WIDE));
    }

    /** Extents from 2: of one element alone the deviation is 0, where its slope is a matter of convention. */
    private static Row overAxes(String operation, Domain domain) {
        return Row.of(operation, draw -> {
            List<Integer> shape = draw.shape(1, 3, 2);
            return Asked.of(draw.given(domain, shape)).with(draw.axes(shape));
        });
    }

    private static Row alongAxis(String operation, Domain domain) {
        return Row.of(operation, draw -> {
            List<Integer> shape = draw.shape(1, 3);
            return Asked.of(draw.given(domain, shape)).with(draw.axis(shape));
        });
    }
}
