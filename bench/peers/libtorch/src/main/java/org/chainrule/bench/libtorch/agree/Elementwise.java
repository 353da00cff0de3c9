package org.chainrule.bench.libtorch.agree;

import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.chainrule.bench.agree.Table;

/** Element by element. */
final class Elementwise {
    private Elementwise() {}

    static void in(Table<Tensor> table) {
        unary(table);
        binary(table);
        compared(table);
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
                .one("logistic", asked -> asked.x().sigmoid())
                // above its threshold, by default 20, libtorch's softplus is x itself
                .one("softplus", asked -> torch.softplus(asked.x(), number(1), number(700)))
                .one("erf", asked -> asked.x().erf())
                .one("relu", asked -> asked.x().relu())
                .one("leakyRelu", asked -> torch.leaky_relu(asked.x(), number(0.1)))
                .one("hardTanh", asked -> torch.hardtanh(asked.x()))
                .one("floor", asked -> asked.x().floor())
                .one("ceil", asked -> asked.x().ceil())
                .one("round", asked -> asked.x().round())
                .several(
                        "cast",
                        asked -> List.of(
                                asked.x().toType(ScalarType.Long),
                                asked.x().toType(ScalarType.Bool),
                                asked.x().toType(ScalarType.Float)))
                .one("stopGradient", asked -> asked.x().mul(asked.x().detach()))
                .one(
                        "straightThrough",
                        asked -> asked.x().add(asked.x().round().sub(asked.x()).detach()))
                .one("clip", asked -> asked.x().clamp(new ScalarOptional(number(-0.5)), new ScalarOptional(number(1))))
                .one("isNaN", asked -> asked.x().isnan())
                .one("isFinite", asked -> asked.x().isfinite())
                .one("not", asked -> asked.x().bitwise_not());
    }

    private static void binary(Table<Tensor> table) {
        table.one("add", asked -> asked.x().add(asked.y()))
                .one("sub", asked -> asked.x().sub(asked.y()))
                .one("mul", asked -> asked.x().mul(asked.y()))
                // nothing of that name: x·ln(eʸ), which is 0 where x is
                .one("mulNoNan", asked -> torch.xlogy(asked.x(), asked.y().exp()))
                .one("xlogy", asked -> torch.xlogy(asked.x(), asked.y()))
                .one("div", asked -> asked.x().div(asked.y()))
                .one("pow", asked -> asked.x().pow(asked.y()))
                .one("atan2", asked -> asked.x().atan2(asked.y()))
                .one("maximum", asked -> asked.x().max(asked.y()))
                .one("minimum", asked -> asked.x().min(asked.y()))
                .one("and", asked -> asked.x().bitwise_and(asked.y()))
                .one("or", asked -> asked.x().bitwise_or(asked.y()))
                .one("xor", asked -> asked.x().bitwise_xor(asked.y()))
                .one("shiftLeft", asked -> asked.x().bitwise_left_shift(number(asked.number(0))))
                .one("shiftRight", asked -> asked.x().bitwise_right_shift(number(asked.number(0))));
    }

    private static void compared(Table<Tensor> table) {
        table.one("eq", asked -> asked.x().eq(asked.y()))
                .one("ne", asked -> asked.x().ne(asked.y()))
                .one("lt", asked -> asked.x().lt(asked.y()))
                .one("le", asked -> asked.x().le(asked.y()))
                .one("gt", asked -> asked.x().gt(asked.y()))
                .one("ge", asked -> asked.x().ge(asked.y()))
                .one("where", asked -> torch.where(asked.x(), asked.y(), asked.input(2)));
    }

    private static Scalar number(double value) {
        return new Scalar(value);
    }

    private static Scalar number(int value) {
        return new Scalar(value);
    }
}
