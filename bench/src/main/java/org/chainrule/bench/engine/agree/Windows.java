package org.chainrule.bench.engine.agree;

import org.chainrule.Convolution;
import org.chainrule.Pooling;
import org.chainrule.Tensor;
import org.chainrule.bench.agree.Asked;
import org.chainrule.bench.agree.Table;

/** Windows that slide over axes. */
final class Windows {
    private Windows() {}

    static void in(Table<Tensor> table) {
        table.one("conv1d", asked -> asked.x().conv1d(asked.y(), convolution(asked)))
                .one("conv2d", asked -> asked.x().conv2d(asked.y(), convolution(asked)))
                .one("transposedConv1d", asked -> asked.x().transposedConv1d(asked.y(), transposed(asked)))
                .one("transposedConv2d", asked -> asked.x().transposedConv2d(asked.y(), transposed(asked)))
                .one("maxPool1d", asked -> asked.x().maxPool1d(pooling(asked, 1)))
                .one("maxPool2d", asked -> asked.x().maxPool2d(pooling(asked, 2)))
                .one("averagePool1d", asked -> asked.x().averagePool1d(pooling(asked, 1)))
                .one("averagePool2d", asked -> asked.x().averagePool2d(pooling(asked, 2)))
                .one(
                        "windows",
                        asked -> asked.x().windows(asked.number(0), asked.number(1), asked.number(2), asked.number(3)));
    }

    private static Convolution convolution(Asked<Tensor> asked) {
        return Convolution.PLAIN
                .withStride(asked.number(0))
                .withPadding(asked.number(1))
                .withDilation(asked.number(2))
                .withGroups(asked.number(3));
    }

    private static Convolution transposed(Asked<Tensor> asked) {
        return convolution(asked).withOutputPadding(asked.number(4));
    }

    private static Pooling pooling(Asked<Tensor> asked, int axes) {
        int window = asked.number(3);
        return (axes == 1 ? Pooling.of(window) : Pooling.of(window, window))
                .withStride(asked.number(0))
                .withPadding(asked.number(1))
                .withDilation(asked.number(2));
    }
}
