package org.chainrule.bench.engine.agree;

import java.util.List;
import org.chainrule.Checkpoint;
import org.chainrule.Cond;
import org.chainrule.CustomOp;
import org.chainrule.Scan;
import org.chainrule.Tensor;
import org.chainrule.Vectorize;
import org.chainrule.WhileLoop;
import org.chainrule.bench.agree.Asked;
import org.chainrule.bench.agree.Table;

/** Loops, branches and operations that enclose a graph. */
final class Control {
    /** x / (1 + |x|), with its gradient by hand. */
    private static final CustomOp SOFTSIGN = CustomOp.of(
                    "softsign",
                    inputs -> inputs.getFirst().div(inputs.getFirst().abs().add(1)))
            .backward(flow ->
                    List.of(flow.upstream(0).div(flow.input(0).abs().add(1).square())));

    private static final CustomOp SOFTSIGN_ON_ARRAYS = CustomOp.onArrays("softsign", inputs -> inputs, call -> {
                double[] x = call.input(0);
                double[] y = call.result(0);
                for (int i = 0; i < x.length; i++) {
                    y[i] = x[i] / (1 + Math.abs(x[i]));
                }
            })
            .backwardOnArrays(call -> {
                double[] x = call.input(0);
                double[] upstream = call.input(2);
                double[] downstream = call.result(0);
                for (int i = 0; i < x.length; i++) {
                    downstream[i] = upstream[i] / ((1 + Math.abs(x[i])) * (1 + Math.abs(x[i])));
                }
            });

    private Control() {}

    static void in(Table<Tensor> table) {
        table.several("scan", asked -> results(recurrence(asked).over(asked.x(), asked.y())))
                .several(
                        "scan in segments",
                        asked -> results(recurrence(asked).segments(3).over(asked.x(), asked.y())))
                .one(
                        "cond",
                        asked -> Cond.of(Tensor::sin, (Tensor x) -> x.exp().mul(x))
                                .at(asked.x(), asked.y()))
                .one(
                        "whileLoop",
                        asked -> WhileLoop.of(
                                        (Tensor x) -> x.lt(100), x -> x.mul(2).add(1))
                                .from(asked.x()))
                .one(
                        "checkpoint",
                        asked -> Checkpoint.of((Tensor x) -> x.tanh().mul(x).sin())
                                .apply(asked.x()))
                .one("customOp", asked -> SOFTSIGN.apply(asked.x()))
                .one("customOp on arrays", asked -> SOFTSIGN_ON_ARRAYS.apply(asked.x()))
                .one(
                        "customOp vectorized",
                        asked -> Vectorize.of((Tensor x) -> SOFTSIGN_ON_ARRAYS.apply(x))
                                .apply(asked.x()));
    }

    /** h ← tanh(h·w + x) */
    private static Scan<Tensor, Tensor, Tensor> recurrence(Asked<Tensor> asked) {
        return Scan.of((Tensor hidden, Tensor x) -> {
            Tensor next = hidden.matmul(asked.input(2)).add(x).tanh();
            return new Scan.Step<>(next, next);
        });
    }

    private static List<Tensor> results(Scan.Step<Tensor, Tensor> loop) {
        return List.of(loop.carry(), loop.output());
    }
}
