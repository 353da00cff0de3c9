package org.chainrule.bench.engine.agree;

import java.util.List;
import org.chainrule.Tensor;
import org.chainrule.bench.agree.Table;
import org.chainrule.graph.DType;

/** Element by element. */
final class Elementwise {
    private Elementwise() {}

    static void in(Table<Tensor> table) {
        unary(table);
        binary(table);
    }

    private static void unary(Table<Tensor> table) {
        table.one("neg", asked -> asked.x().neg())
                .one("abs", asked -> asked.x().abs())
                .one("sign", asked -> asked.x().sign())
                .one("square", asked -> asked.x().square())
                .one("reciprocal", asked -> asked.x().reciprocal())
                .one("sqrt", asked -> asked.x().sqrt())
                .one("exp", asked -> asked.x().exp())
                .one("expm1", asked -> asked.x().expm1())
                .one("log", asked -> asked.x().log())
                .one("log1p", asked -> asked.x().log1p())
                .one("sin", asked -> asked.x().sin())
                .one("cos", asked -> asked.x().cos())
                .one("tan", asked -> asked.x().tan())
                .one("asin", asked -> asked.x().asin())
                .one("acos", asked -> asked.x().acos())
                .one("atan", asked -> asked.x().atan())
                .one("sinh", asked -> asked.x().sinh())
                .one("cosh", asked -> asked.x().cosh())
                .one("tanh", asked -> asked.x().tanh())
                .one("logistic", asked -> asked.x().logistic())
                .one("softplus", asked -> asked.x().softplus())
                .one("erf", asked -> asked.x().erf())
                .one("relu", asked -> asked.x().relu())
                .one("leakyRelu", asked -> asked.x().leakyRelu(0.1))
                .one("hardTanh", asked -> asked.x().hardTanh())
                .one("floor", asked -> asked.x().floor())
                .one("ceil", asked -> asked.x().ceil())
                .one("round", asked -> asked.x().round())
                .several(
                        "cast",
                        asked -> List.of(
                                asked.x().cast(DType.INT64),
                                asked.x().cast(DType.BOOL),
                                asked.x().cast(DType.FLOAT32)))
                .one("stopGradient", asked -> asked.x().mul(asked.x().stopGradient()))
                .one("straightThrough", asked -> asked.x().straightThrough(Tensor::round))
                .one("clip", asked -> asked.x().clip(-0.5, 1))
                .one("isNaN", asked -> asked.x().isNaN())
                .one("isFinite", asked -> asked.x().isFinite())
                .one("not", asked -> asked.x().not());
    }

    private static void binary(Table<Tensor> table) {
        table.one("add", asked -> asked.x().add(asked.y()))
                .one("sub", asked -> asked.x().sub(asked.y()))
                .one("mul", asked -> asked.x().mul(asked.y()))
                .one("mulNoNan", asked -> asked.x().mulNoNan(asked.y()))
                .one("xlogy", asked -> asked.x().xlogy(asked.y()))
                .one("div", asked -> asked.x().div(asked.y()))
                .one("pow", asked -> asked.x().pow(asked.y()))
                .one("atan2", asked -> asked.x().atan2(asked.y()))
                .one("maximum", asked -> asked.x().maximum(asked.y()))
                .one("minimum", asked -> asked.x().minimum(asked.y()))
                .one("and", asked -> asked.x().and(asked.y()))
                .one("or", asked -> asked.x().or(asked.y()))
                .one("xor", asked -> asked.x().xor(asked.y()))
                .one("shiftLeft", asked -> asked.x().shiftLeft(asked.number(0)))
                .one("shiftRight", asked -> asked.x().shiftRight(asked.number(0)))
                .one("eq", asked -> asked.x().eq(asked.y()))
                .one("ne", asked -> asked.x().ne(asked.y()))
                .one("lt", asked -> asked.x().lt(asked.y()))
                .one("le", asked -> asked.x().le(asked.y()))
                .one("gt", asked -> asked.x().gt(asked.y()))
                .one("ge", asked -> asked.x().ge(asked.y()))
                .one("where", asked -> asked.x().where(asked.y(), asked.input(2)));
    }
}
