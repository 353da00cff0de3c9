package org.chainrule.bench.libtorch.agree;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.chainrule.bench.agree.Asked;
import org.chainrule.bench.agree.Table;

/** The same elements elsewhere, and tensors made of nothing. */
final class Movements {
    private Movements() {}

    static void in(Table<Tensor> table) {
        moved(table);
        table.one("zeros", asked -> torch.zeros(asked.longs()))
                .one("ones", asked -> torch.ones(asked.longs()))
                .one("full", asked -> torch.full(asked.longs(), new Scalar(2.5)))
                .one("iota", asked -> torch.arange(new Scalar(asked.number(0))))
                .one("eye", asked -> torch.eye(asked.number(0)));
    }

    private static void moved(Table<Tensor> table) {
        table.one("reshape", asked -> asked.x().reshape(asked.longs()))
                .one("flatten", asked -> asked.x().reshape(-1))
                .one("permute", asked -> asked.x().permute(asked.longs()))
                .one("transpose", asked -> asked.x().transpose(asked.number(0), asked.number(1)))
                .one("unsqueeze", asked -> asked.x().unsqueeze(asked.number(0)))
                .one("squeeze", asked -> asked.x().squeeze(asked.number(0)))
                .one("broadcastTo", asked -> torch.broadcast_to(asked.x(), asked.longs()))
                .one(
                        "slice",
                        asked -> asked.x()
                                .slice(
                                        asked.number(0),
                                        new LongOptional(asked.number(1)),
                                        new LongOptional(asked.number(2)),
                                        asked.number(3)))
                .one("get", asked -> asked.x().select(asked.number(0), asked.number(1)))
                .one("pad", Movements::padded)
                .one("flip", asked -> asked.x().flip(asked.longs()))
                .one("concat", asked -> torch.cat(vector(asked), asked.number(0)))
                .one("stack", asked -> torch.stack(vector(asked), asked.number(0)))
                .one("diagonal", asked -> asked.x().diagonal(0, asked.number(0), asked.number(1)))
                .one("diagonalMatrix", asked -> torch.diag_embed(asked.x()))
                .one("lowerTriangle", asked -> asked.x().tril(asked.number(0)))
                .one("upperTriangle", asked -> asked.x().triu(asked.number(0)))
                .one("roll", asked -> asked.x().roll(new long[] {asked.number(1)}, asked.number(0)))
                .one(
                        "repeat",
                        asked -> asked.x()
                                .repeat_interleave(
                                        asked.number(1), new LongOptional(asked.number(0)), new LongOptional()))
                .one("tile", asked -> asked.x().tile(times(asked)))
                .several("split", asked -> list(asked.x().split(asked.number(1), asked.number(0))));
    }

    /** libtorch's padding begins at the last axis. */
    private static Tensor padded(Asked<Tensor> asked) {
        long[] padding = new long[2 * (int) asked.x().dim()];
        int at = 2 * ((int) asked.x().dim() - 1 - asked.number(0));
        padding[at] = asked.number(1);
        padding[at + 1] = asked.number(2);
        return torch.constant_pad_nd(asked.x(), padding);
    }

    private static long[] times(Asked<Tensor> asked) {
        long[] times = new long[(int) asked.x().dim()];
        Arrays.fill(times, 1);
        times[asked.number(0)] = asked.number(1);
        return times;
    }

    static TensorVector vector(Asked<Tensor> asked) {
        return new TensorVector(asked.inputs().toArray(Tensor[]::new));
    }

    private static List<Tensor> list(TensorVector vector) {
        List<Tensor> list = new ArrayList<>();
        for (long i = 0; i < vector.size(); i++) {
            list.add(vector.get(i));
        }
        return list;
    }
}
