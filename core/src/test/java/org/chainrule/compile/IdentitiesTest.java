package org.chainrule.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.UnaryOperator;
import org.chainrule.Tensor;
import org.chainrule.graph.DType;
import org.chainrule.graph.Data;
import org.chainrule.graph.Node;
import org.chainrule.interpret.Interpreter;
import org.chainrule.threads.Workers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the compiler writes in a cheaper word has the bits that the interpreter gives, where numbers are at their most awkward too. */
class IdentitiesTest {
    private static final double[] EDGES = {
        0.0,
        -0.0,
        1,
        -1,
        1 + 0x1p-23,
        1.1,
        -1.3,
        3,
        1e-20,
        -1e-20,
        Float.MIN_VALUE,
        -Float.MIN_NORMAL,
        1e-13,
        1e13,
        7e18,
        Float.MAX_VALUE,
        -Float.MAX_VALUE,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        Double.NaN
    };

    private static Arguments on(String name, UnaryOperator<Tensor> expression) {
        return Arguments.of(name, expression);
    }

    static List<Arguments> expressions() {
        return List.of(
                on("x^0", x -> x.pow(0)),
                on("x^1", x -> x.pow(1)),
                on("x^2", x -> x.pow(2)),
                on("x^3", x -> x.pow(3)),
                on("x^4", x -> x.pow(4)),
                on("x^-1", x -> x.pow(-1)),
                on("x^-2", x -> x.pow(-2)),
                on("x^0.5", x -> x.pow(0.5)),
                on("x^-0.5", x -> x.pow(-0.5)),
                on("x^1.5", x -> x.pow(1.5)),
                on("x^[3]", x -> x.pow(x.like(3))),
                on("x + 0", x -> x.add(0)),
                on("x + -0", x -> x.add(-0.0)),
                on("-0 + x", x -> x.like(-0.0).add(x)),
                on("0 + x", x -> x.like(0).add(x)),
                on("x - 0", x -> x.sub(0)),
                on("x - -0", x -> x.sub(-0.0)),
                on("x * 1", x -> x.mul(1)),
                on("-1 * x", x -> x.like(-1).mul(x)),
                on("x / 1", x -> x.div(1)),
                on("x * 0", x -> x.mul(0)),
                on("-(-x)", x -> x.neg().neg()),
                on("x ? x : x", x -> x.gt(0).where(x, x)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("expressions")
    void bothTiersGiveTheSameBits(String name, UnaryOperator<Tensor> expression) {
        for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64)) {
            Tensor x = Tensor.of(Tensor.of(EDGES).cast(dtype).data());
            List<Node> nodes = List.of(expression.apply(x).node());
            Data interpreted = Interpreter.run(nodes).getFirst();
            Data compiled = Parity.run(nodes, Workers.shared()).getFirst();
            for (int i = 0; i < EDGES.length; i++) {
                assertThat(Double.doubleToLongBits(compiled.getDouble(i)))
                        .as(
                                "%s of the %s %s: compiled %s, interpreted %s",
                                name, dtype, EDGES[i], compiled.getDouble(i), interpreted.getDouble(i))
                        .isEqualTo(Double.doubleToLongBits(interpreted.getDouble(i)));
            }
        }
    }

    @Test
    void whatChangesNothingIsLeftOut() {
        Tensor x = Parity.random(1, 5);
        Tensor whole = Tensor.of(1, 2, 3);
        for (Tensor same : List.of(
                x.mul(1),
                x.like(1).mul(x),
                x.div(1),
                x.sub(0),
                x.add(-0.0),
                x.neg().neg(),
                x.pow(1))) {
            assertThat(Simplify.of(List.of(same.node()))).containsExactly(x.node());
        }
        assertThat(Simplify.of(List.of(
                        whole.add(0).node(),
                        whole.like(0).add(whole).node(),
                        whole.sub(0).node())))
                .containsOnly(whole.node());
    }

    @Test
    void aSumWithPlusZeroStays() {
        Tensor x = Parity.random(1, 5);
        assertThat(Simplify.of(List.of(x.add(0).node())))
                .containsExactly(x.add(0).node());
    }
}
