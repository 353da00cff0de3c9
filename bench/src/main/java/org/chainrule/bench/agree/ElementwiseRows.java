package org.chainrule.bench.agree;

import static org.chainrule.bench.agree.Domain.ABOVE_MINUS_ONE;
import static org.chainrule.bench.agree.Domain.ANGLES;
import static org.chainrule.bench.agree.Domain.BELOW;
import static org.chainrule.bench.agree.Domain.FLAGS;
import static org.chainrule.bench.agree.Domain.FRACTIONS;
import static org.chainrule.bench.agree.Domain.NONZERO;
import static org.chainrule.bench.agree.Domain.POSITIVE;
import static org.chainrule.bench.agree.Domain.REALS;
import static org.chainrule.bench.agree.Domain.SINES;
import static org.chainrule.bench.agree.Domain.WHOLE;
import static org.chainrule.bench.agree.Domain.WIDE;
import static org.chainrule.bench.agree.Domain.WITH_ZEROS;

import java.util.List;

/** Element by element, of one input or of several that are broadcast. */
final class ElementwiseRows {
    private ElementwiseRows() {}

    static List<Row> rows() {
        return List.of(
                unary("neg", REALS),
                unary("abs", NONZERO),
                unary("sign", NONZERO),
                unary("square", REALS),
                unary("reciprocal", NONZERO),
                unary("sqrt", POSITIVE),
                unary("exp", REALS),
                unary("expm1", REALS),
                unary("log", POSITIVE),
                unary("log1p", ABOVE_MINUS_ONE),
                unary("sin", REALS),
                unary("cos", REALS),
                unary("tan", ANGLES),
                unary("asin", SINES),
                unary("acos", SINES),
                unary("atan", REALS),
                unary("sinh", REALS),
                unary("cosh", REALS),
                unary("tanh", REALS),
                unary("logistic", WIDE),
                unary("softplus", WIDE),
                unary("erf", REALS),
                unary("relu", NONZERO),
                unary("leakyRelu", NONZERO),
                unary("hardTanh", FRACTIONS),
                unary("floor", FRACTIONS),
                unary("ceil", FRACTIONS),
                unary("round", FRACTIONS),
                unary("cast", FRACTIONS),
                unary("stopGradient", REALS),
                unary("straightThrough", FRACTIONS),
                unary("clip", REALS),
                unary("isNaN", REALS),
                unary("isFinite", REALS),
                unary("not", WHOLE),
                binary("add", REALS, REALS),
                binary("sub", REALS, REALS),
                binary("mul", REALS, REALS),
                binary("mulNoNan", WITH_ZEROS, REALS),
                binary("xlogy", WITH_ZEROS, POSITIVE),
                binary("div", REALS, NONZERO),
                binary("pow", POSITIVE, REALS),
                binary("atan2", NONZERO, NONZERO),
                binary("maximum", REALS, REALS),
                binary("minimum", REALS, REALS),
                binary("and", WHOLE, WHOLE),
                binary("or", WHOLE, WHOLE),
                binary("xor", WHOLE, WHOLE),
                shift("shiftLeft"),
                shift("shiftRight"),
                binary("eq", BELOW, BELOW),
                binary("ne", BELOW, BELOW),
                binary("lt", BELOW, BELOW),
                binary("le", BELOW, BELOW),
                binary("gt", BELOW, BELOW),
                binary("ge", BELOW, BELOW),
                Row.of("where", draw -> {
                    List<Integer> shape = draw.anyShape();
                    return Asked.of(
                            draw.given(FLAGS, shape),
                            draw.reals(draw.narrowed(shape)),
                            draw.reals(draw.narrowed(shape)));
                }));
    }

    private static Row unary(String operation, Domain domain) {
        return Row.of(operation, draw -> Asked.of(draw.given(domain, draw.anyShape())));
    }

    private static Row binary(String operation, Domain first, Domain second) {
        return Row.of(operation, draw -> {
            List<Integer> shape = draw.anyShape();
            List<Integer> other = draw.narrowed(shape);
            boolean swapped = draw.between(0, 1) == 1;
            return Asked.of(of(draw, first, swapped ? other : shape), of(draw, second, swapped ? shape : other));
        });
    }

    private static Given of(Draw draw, Domain domain, List<Integer> shape) {
        return domain == BELOW ? draw.indices(shape, 3) : draw.given(domain, shape);
    }

    /** Of numbers that are not negative: to the right this engine moves zeros in, libtorch the sign. */
    private static Row shift(String operation) {
        return Row.of(
                operation, draw -> Asked.of(draw.indices(draw.anyShape(), 1000)).with(draw.between(0, 9)));
    }
}
