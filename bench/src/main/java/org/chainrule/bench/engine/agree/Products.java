package org.chainrule.bench.engine.agree;

import org.chainrule.Tensor;
import org.chainrule.bench.agree.Equations;
import org.chainrule.bench.agree.Table;
import org.chainrule.graph.DType;
import org.chainrule.graph.Shape;

/** Contractions and look-ups. */
final class Products {
    private Products() {}

    static void in(Table<Tensor> table) {
        table.one("matmul", asked -> asked.x().matmul(asked.y()))
                .one("dot", asked -> asked.x().dot(asked.y()))
                .one("tensordot", asked -> asked.x().tensordot(asked.y(), new int[] {0, 2}, new int[] {1, 0}))
                .one(
                        "einsum",
                        asked -> Tensor.einsum(
                                Equations.ALL.get(asked.number(0)),
                                asked.inputs().toArray(Tensor[]::new)))
                .one("gather", asked -> asked.x().gather(asked.number(0), asked.y()))
                .one("scatterAdd", asked -> asked.x().scatterAdd(asked.number(0), asked.y(), asked.number(1)))
                .one("indexAdd", asked -> asked.x().indexAdd(asked.number(0), asked.y(), asked.input(2)))
                .one("oneHot", asked -> asked.x().oneHot(asked.number(0), DType.INT64))
                .one("takeAlongAxis", asked -> asked.x().takeAlongAxis(asked.number(0), asked.y()))
                .one("addAlongAxis", asked -> asked.x().addAlongAxis(asked.number(0), asked.y(), asked.number(1)))
                .one("gatherAt", asked -> asked.x().gatherAt(asked.y()))
                .one("scatterAddAt", asked -> asked.x().scatterAddAt(asked.y(), Shape.of(asked.ints())))
                .one("indicesAlong", asked -> asked.x().indicesAlong(asked.number(0)));
    }
}
