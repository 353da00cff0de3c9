package org.chainrule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleUnaryOperator;
import org.chainrule.graph.DType;
import org.chainrule.graph.Shape;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Graphs of very many nodes, compiled. */
@Tag("slow")
class LongChainTest {
    private static final int NODES = 100_000;
    /** Of the chain whose gradient is taken, which has several times as many nodes. */
    private static final int DIFFERENTIATED = 25_000;

    private static final Tensor X =
            RandomKey.of(1).normal(Shape.of(100)).cast(DType.FLOAT64).mul(0.1);

    /** A map that is applied again and again, with its local gradient; it contracts, so that no gradient overflows. */
    private static Tensor chain(Tensor x, int nodes) {
        Tensor y = x;
        for (int i = 0; i < nodes; i++) {
            y = switch (i % 4) {
                case 0 -> y.mul(0.9999);
                case 1 -> y.sin();
                case 2 -> y.add(x);
                default -> y.sub(0.05);
            };
        }
        return y;
    }

    /** The same for one number: its value and its derivative. */
    private static double[] expected(double x, int nodes) {
        double y = x;
        double slope = 1;
        for (int i = 0; i < nodes; i++) {
            switch (i % 4) {
                case 0 -> {
                    y *= 0.9999;
                    slope *= 0.9999;
                }
                case 1 -> {
                    slope *= Math.cos(y);
                    y = Math.sin(y);
                }
                case 2 -> {
                    y += x;
                    slope += 1;
                }
                default -> y -= 0.05;
            }
        }
        return new double[] {y, slope};
    }

    @Test
    void aHundredThousandNodesAreCompiled() {
        double[] computed = Compiled.of((Tensor x) -> chain(x, NODES)).apply(X).toDoubles();
        isClose(computed, x -> expected(x, NODES)[0], 1e-9);
    }

    @Test
    void theGradientOfALongChainIsCompiled() {
        double[] gradient = Compiled.of((Tensor x) ->
                        Gradient.of(chain(x, DIFFERENTIATED).sum()).at(x))
                .apply(X)
                .toDoubles();
        isClose(gradient, x -> expected(x, DIFFERENTIATED)[1], 1e-7);
    }

    private static void isClose(double[] computed, DoubleUnaryOperator expected, double tolerance) {
        double[] at = X.toDoubles();
        for (int i = 0; i < at.length; i++) {
            double right = expected.applyAsDouble(at[i]);
            assertThat(computed[i]).isCloseTo(right, within(tolerance * Math.abs(right)));
        }
    }

    @Test
    void thousandsOfPartsArePutTogether() {
        Tensor whole = Compiled.of((Tensor x) -> Tensor.concat(
                                0,
                                java.util.stream.IntStream.range(0, 5_000)
                                        .mapToObj(i -> x.mul(i).square())
                                        .toList())
                        .sum())
                .apply(X);
        double squares = X.square().sum().item();
        assertThat(whole.item()).isCloseTo(squares * 5_000.0 * 4_999 * 9_999 / 6, within(1e-6 * whole.item()));
    }
}
