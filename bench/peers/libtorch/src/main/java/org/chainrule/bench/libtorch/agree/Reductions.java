package org.chainrule.bench.libtorch.agree;

import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.chainrule.bench.agree.Asked;
import org.chainrule.bench.agree.Table;

/** Along axes, and what depends on order. */
final class Reductions {
    private Reductions() {}

    static void in(Table<Tensor> table) {
        table.one("sum", asked -> asked.x().sum(asked.longs()))
                .one("mean", asked -> asked.x().mean(asked.longs()))
                .one("variance", asked -> asked.x().var(asked.longs(), false))
                .one("standardDeviation", asked -> asked.x().std(asked.longs(), false))
                .one(
                        "norm",
                        asked -> torch.linalg_vector_norm(
                                asked.x(), new Scalar(2.0), asked.longs(), false, new ScalarTypeOptional()))
                .one("max", asked -> asked.x().amax(asked.longs(), false))
                .one("min", asked -> asked.x().amin(asked.longs(), false))
                .one("product", Reductions::product)
                .one("any", asked -> asked.x().any(asked.longs()))
                .one("all", asked -> asked.x().all(asked.longs()))
                .one("keeping", asked -> asked.x().sum(asked.longs(), true, new ScalarTypeOptional()))
                .one("argmax", asked -> asked.x().argmax(new LongOptional(asked.number(0)), false))
                .one("argmin", asked -> asked.x().argmin(new LongOptional(asked.number(0)), false))
                .one("cumulativeSum", asked -> asked.x().cumsum(asked.number(0)))
                .one("logSumExp", asked -> asked.x().logsumexp(asked.longs()))
                .one("softmax", asked -> asked.x().softmax(asked.number(0)))
                .one("logSoftmax", asked -> asked.x().log_softmax(asked.number(0)))
                .one("argsort", asked -> asked.x().argsort(asked.number(0), asked.number(1) == 1))
                .one(
                        "sort",
                        asked -> asked.x()
                                .sort(asked.number(0), asked.number(1) == 1)
                                .get0())
                .several("topK", asked -> {
                    T_TensorTensor_T chosen = asked.x().topk(asked.number(1), asked.number(0), true, true);
                    return List.of(chosen.get0(), chosen.get1());
                })
                .one(
                        "cumulativeMax",
                        asked -> torch.cummax(asked.x(), asked.number(0)).get0())
                .one(
                        "cumulativeMin",
                        asked -> torch.cummin(asked.x(), asked.number(0)).get0());
    }

    /** Along one axis after the other: libtorch's takes one. */
    private static Tensor product(Asked<Tensor> asked) {
        int[] axes = Arrays.stream(asked.ints()).sorted().toArray();
        Tensor result = asked.x();
        for (int i = axes.length - 1; i >= 0; i--) {
            result = result.prod(axes[i]);
        }
        return result;
    }
}
