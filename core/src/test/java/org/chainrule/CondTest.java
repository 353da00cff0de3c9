package org.chainrule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.chainrule.check.GradCheck;
import org.chainrule.graph.DType;
import org.chainrule.graph.ShapeException;
import org.junit.jupiter.api.Test;

/** One of two functions. */
class CondTest {
    private static Tensor smooth(Tensor x) {
        return Cond.of((Tensor t) -> t.log().sum(), t -> t.square().sum().neg())
                .at(x.sum().gt(0), x);
    }

    private static final Tensor POSITIVE = Tensor.of(1.0, 2, 3);
    private static final Tensor NEGATIVE = Tensor.of(-1.0, -2, -3);

    @Test
    void givesTheResultOfTheFunctionThatIsTaken() {
        Compiled<Tensor, Tensor> compiled = Compiled.of(CondTest::smooth);
        for (Function<Tensor, Tensor> cond : java.util.List.<Function<Tensor, Tensor>>of(CondTest::smooth, compiled)) {
            assertThat(cond.apply(POSITIVE).item()).isEqualTo(Math.log(6), within(1e-12));
            assertThat(cond.apply(NEGATIVE).item()).isEqualTo(-14);
        }
    }

    @Test
    void itsGradientIsTheGradientOfTheFunctionThatIsTaken() {
        GradCheck.of(CondTest::smooth, POSITIVE).order(2).assertPassed();
        GradCheck.of(CondTest::smooth, NEGATIVE).order(2).assertPassed();
        Compiled<Tensor, Tensor> gradient =
                Compiled.of(x -> Gradient.of(smooth(x)).at(x));
        assertThat(gradient.apply(POSITIVE).toDoubles()).containsExactly(1, 0.5, 1 / 3.0);
        assertThat(gradient.apply(NEGATIVE).toDoubles()).containsExactly(2, 4, 6);
        Compiled<Tensor, Tensor> tangent =
                Compiled.of(x -> Tangent.of(smooth(x)).along(x, x));
        assertThat(tangent.apply(NEGATIVE).item()).isEqualTo(-28);
    }

    @Test
    void theOtherFunctionDoesNotRun() {
        AtomicInteger runs = new AtomicInteger();
        CustomOp counted = CustomOp.onArrays("counted", in -> in, call -> runs.incrementAndGet())
                .backward(flow -> java.util.List.of(flow.upstream(0)));
        Function<Tensor, Tensor> cond = x -> Cond.of((Tensor t) -> counted.apply(t), t -> t.neg())
                .at(x.sum().gt(0), x)
                .sum();
        Compiled<Tensor, Tensor> compiled = Compiled.of(cond);
        cond.apply(NEGATIVE).item();
        compiled.apply(NEGATIVE).item();
        Compiled.of((Tensor x) -> Gradient.of(cond.apply(x)).at(x)).apply(NEGATIVE);
        assertThat(runs).hasValue(0);
        compiled.apply(POSITIVE).item();
        assertThat(runs).hasValue(1);
    }

    @Test
    void examplesWithPredicatesOfTheirOwnSelect() {
        Tensor rows = Tensor.stack(0, java.util.List.of(POSITIVE, NEGATIVE));
        assertThat(Vectorize.of(CondTest::smooth).apply(rows).toDoubles())
                .containsExactly(new double[] {Math.log(6), -14}, within(1e-12));
        Tensor gradients =
                Vectorize.of((Tensor x) -> Gradient.of(smooth(x)).at(x)).apply(rows);
        assertThat(gradients.toDoubles()).containsExactly(1, 0.5, 1 / 3.0, 2, 4, 6);
    }

    @Test
    void capturedTensorsHaveGradients() {
        Tensor w = Tensor.of(2.0, 3, 4);
        Tensor y = Cond.of((Tensor t) -> t.mul(w).sum(), t -> t.sum())
                .at(POSITIVE.sum().gt(0), POSITIVE);
        assertThat(Gradient.of(y).at(w).toDoubles()).containsExactly(1, 2, 3);
    }

    @Test
    void resultsOfDifferentTypesAreNamed() {
        assertThatThrownBy(() ->
                        Cond.of((Tensor t) -> t.sum(), t -> t).at(POSITIVE.sum().gt(0), POSITIVE))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("cond: float64[] and float64[3]");
        assertThatThrownBy(
                        () -> Cond.of((Tensor t) -> t, t -> t).at(POSITIVE.sum().cast(DType.FLOAT32), POSITIVE))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("bool[]");
    }
}
