package org.chainrule.bench.engine.agree;

import org.chainrule.Tensor;
import org.chainrule.bench.agree.Asked;
import org.chainrule.bench.agree.Table;
import org.chainrule.graph.DType;
import org.chainrule.graph.Shape;

/** The same elements elsewhere, and tensors made of nothing. */
final class Movements {
    private Movements() {}

    static void in(Table<Tensor> table) {
        table.one("reshape", asked -> asked.x().reshape(asked.ints()))
                .one("flatten", asked -> asked.x().flatten())
                .one("permute", asked -> asked.x().permute(asked.ints()))
                .one("transpose", asked -> asked.x().transpose(asked.number(0), asked.number(1)))
                .one("unsqueeze", asked -> asked.x().unsqueeze(asked.number(0)))
                .one("squeeze", asked -> asked.x().squeeze(asked.number(0)))
                .one("broadcastTo", asked -> asked.x().broadcastTo(asked.ints()))
                .one(
                        "slice",
                        asked -> asked.x().slice(asked.number(0), asked.number(1), asked.number(2), asked.number(3)))
                .one("get", asked -> asked.x().get(asked.number(0), asked.number(1)))
                .one("pad", asked -> asked.x().pad(asked.number(0), asked.number(1), asked.number(2)))
                .one("flip", asked -> asked.x().flip(asked.ints()))
                .one("concat", asked -> Tensor.concat(asked.number(0), asked.inputs()))
                .one("stack", asked -> Tensor.stack(asked.number(0), asked.inputs()))
                .one("diagonal", asked -> asked.x().diagonal(asked.number(0), asked.number(1)))
                .one("diagonalMatrix", asked -> asked.x().diagonalMatrix())
                .one("lowerTriangle", asked -> asked.x().lowerTriangle(asked.number(0)))
                .one("upperTriangle", asked -> asked.x().upperTriangle(asked.number(0)))
                .one("roll", asked -> asked.x().roll(asked.number(0), asked.number(1)))
                .one("repeat", asked -> asked.x().repeat(asked.number(0), asked.number(1)))
                .one("tile", asked -> asked.x().tile(asked.number(0), asked.number(1)))
                .several("split", asked -> asked.x().split(asked.number(0), asked.number(1)))
                .one("zeros", asked -> Tensor.zeros(asked.ints()))
                .one("ones", asked -> Tensor.ones(asked.ints()))
                .one("full", Movements::full)
                .one("iota", asked -> Tensor.iota(asked.number(0), DType.FLOAT64))
                .one("eye", asked -> Tensor.eye(asked.number(0)));
    }

    private static Tensor full(Asked<Tensor> asked) {
        return Tensor.full(Shape.of(asked.ints()), 2.5, DType.FLOAT64);
    }
}
