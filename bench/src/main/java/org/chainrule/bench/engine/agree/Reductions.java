package org.chainrule.bench.engine.agree;

import java.util.List;
import org.chainrule.Ordering;
import org.chainrule.Tensor;
import org.chainrule.bench.agree.Table;

/** Along axes, and what depends on order. */
final class Reductions {
    private Reductions() {}

    static void in(Table<Tensor> table) {
        table.one("sum", asked -> asked.x().sum(asked.ints()))
                .one("mean", asked -> asked.x().mean(asked.ints()))
                .one("variance", asked -> asked.x().variance(asked.ints()))
                .one("standardDeviation", asked -> asked.x().standardDeviation(asked.ints()))
                .one("norm", asked -> asked.x().norm(asked.ints()))
                .one("max", asked -> asked.x().max(asked.ints()))
                .one("min", asked -> asked.x().min(asked.ints()))
                .one("product", asked -> asked.x().product(asked.ints()))
                .one("any", asked -> asked.x().any(asked.ints()))
                .one("all", asked -> asked.x().all(asked.ints()))
                .one("keeping", asked -> asked.x().keeping(asked.x().sum(asked.ints()), asked.ints()))
                .one("argmax", asked -> asked.x().argmax(asked.number(0)))
                .one("argmin", asked -> asked.x().argmin(asked.number(0)))
                .one("cumulativeSum", asked -> asked.x().cumulativeSum(asked.number(0)))
                .one("logSumExp", asked -> asked.x().logSumExp(asked.number(0)))
                .one("softmax", asked -> asked.x().softmax(asked.number(0)))
                .one("logSoftmax", asked -> asked.x().logSoftmax(asked.number(0)))
                .one("argsort", asked -> asked.x().argsort(asked.number(0), asked.number(1) == 1))
                .one("sort", asked -> asked.x().sort(asked.number(0), asked.number(1) == 1))
                .several("topK", asked -> {
                    Ordering.Chosen chosen = asked.x().topK(asked.number(0), asked.number(1));
                    return List.of(chosen.values(), chosen.indices());
                })
                .one("cumulativeMax", asked -> asked.x().cumulativeMax(asked.number(0)))
                .one("cumulativeMin", asked -> asked.x().cumulativeMin(asked.number(0)));
    }
}
