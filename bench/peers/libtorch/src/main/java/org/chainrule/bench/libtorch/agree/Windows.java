package org.chainrule.bench.libtorch.agree;

import java.util.Arrays;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.chainrule.bench.agree.Asked;
import org.chainrule.bench.agree.Table;

/** Windows that slide over axes. */
final class Windows {
    private static final TensorOptional NO_BIAS = new TensorOptional();

    private Windows() {}

    static void in(Table<Tensor> table) {
        table.one(
                        "conv1d",
                        asked -> torch.conv1d(
                                asked.x(),
                                asked.y(),
                                NO_BIAS,
                                each(asked, 0, 1),
                                each(asked, 1, 1),
                                each(asked, 2, 1),
                                asked.number(3)))
                .one(
                        "conv2d",
                        asked -> torch.conv2d(
                                asked.x(),
                                asked.y(),
                                NO_BIAS,
                                each(asked, 0, 2),
                                each(asked, 1, 2),
                                each(asked, 2, 2),
                                asked.number(3)))
                .one(
                        "transposedConv1d",
                        asked -> torch.conv_transpose1d(
                                asked.x(),
                                asked.y(),
                                NO_BIAS,
                                each(asked, 0, 1),
                                each(asked, 1, 1),
                                each(asked, 4, 1),
                                asked.number(3),
                                each(asked, 2, 1)))
                .one(
                        "transposedConv2d",
                        asked -> torch.conv_transpose2d(
                                asked.x(),
                                asked.y(),
                                NO_BIAS,
                                each(asked, 0, 2),
                                each(asked, 1, 2),
                                each(asked, 4, 2),
                                asked.number(3),
                                each(asked, 2, 2)))
                .one(
                        "maxPool1d",
                        asked -> torch.max_pool1d(
                                asked.x(),
                                each(asked, 3, 1),
                                each(asked, 0, 1),
                                each(asked, 1, 1),
                                each(asked, 2, 1),
                                false))
                .one(
                        "maxPool2d",
                        asked -> torch.max_pool2d(
                                asked.x(),
                                each(asked, 3, 2),
                                each(asked, 0, 2),
                                each(asked, 1, 2),
                                each(asked, 2, 2),
                                false))
                .one(
                        "averagePool1d",
                        asked -> torch.avg_pool1d(
                                asked.x(), each(asked, 3, 1), each(asked, 0, 1), each(asked, 1, 1), false, true))
                .one(
                        "averagePool2d",
                        asked -> torch.avg_pool2d(
                                asked.x(),
                                each(asked, 3, 2),
                                each(asked, 0, 2),
                                each(asked, 1, 2),
                                false,
                                true,
                                new LongOptional()))
                .one("windows", Windows::windows);
    }

    /** libtorch's windows have no dilation, and their places stand last. */
    private static Tensor windows(Asked<Tensor> asked) {
        int axis = asked.number(0);
        int dilation = asked.number(3);
        int reach = dilation * (asked.number(1) - 1) + 1;
        Tensor last = asked.x().unfold(axis, reach, asked.number(2));
        Tensor dilated = last.slice(-1, new LongOptional(), new LongOptional(), dilation);
        // this engine's stand after their counts
        return dilated.movedim(-1, axis + 1);
    }

    private static long[] each(Asked<Tensor> asked, int attribute, int axes) {
        long[] each = new long[axes];
        Arrays.fill(each, asked.number(attribute));
        return each;
    }
}
