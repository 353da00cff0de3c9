package org.chainrule.bench.libtorch.agree;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.chainrule.bench.agree.Asked;
import org.chainrule.bench.agree.Table;

/** Loops and branches, which Java runs here step by step, and what they enclose. */
final class Control {
    private Control() {}

    static void in(Table<Tensor> table) {
        table.several("scan", Control::recurrence)
                .several("scan in segments", Control::recurrence)
                .one(
                        "cond",
                        asked -> asked.x().item_bool()
                                ? asked.y().sin()
                                : asked.y().exp().mul(asked.y()))
                .one("whileLoop", asked -> {
                    Tensor x = asked.x();
                    while (x.item_long() < 100) {
                        x = x.mul(new Scalar(2)).add(new Scalar(1));
                    }
                    return x;
                })
                .one("checkpoint", asked -> asked.x().tanh().mul(asked.x()).sin())
                .one("customOp", Control::softsign)
                .one("customOp on arrays", Control::softsign)
                .one("customOp vectorized", Control::softsign);
    }

    private static Tensor softsign(Asked<Tensor> asked) {
        return asked.x().div(asked.x().abs().add(new Scalar(1)));
    }

    private static List<Tensor> recurrence(Asked<Tensor> asked) {
        Tensor hidden = asked.x();
        List<Tensor> outputs = new ArrayList<>();
        for (long step = 0; step < asked.y().size(0); step++) {
            hidden = torch.matmul(hidden, asked.input(2))
                    .add(asked.y().select(0, step))
                    .tanh();
            outputs.add(hidden);
        }
        Tensor all = outputs.isEmpty()
                ? torch.zeros(asked.y().shape(), new TensorOptions(ScalarType.Double))
                : torch.stack(new TensorVector(outputs.toArray(Tensor[]::new)), 0);
        return List.of(hidden, all);
    }
}
