package org.chainrule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.Function;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.chainrule.graph.DType;
import org.chainrule.graph.DerivativeException;
import org.chainrule.graph.Shape;
import org.junit.jupiter.api.Test;

/** A gradient that is zero as something else was meant is refused; one that is zero by the rules is zero. */
class WaysTest {
    private record Line(Tensor slope, Tensor offset) {
        Tensor at(Tensor x) {
            return x.mul(slope).add(offset);
        }
    }

    private static final Tensor X = Tensor.of(1.0, 2.0, 3.0);

    private static Line line() {
        return new Line(Tensor.of(2.0), Tensor.of(1.0));
    }

    private static void refused(ThrowingCallable task) {
        assertThatThrownBy(task)
                .isInstanceOf(DerivativeException.class)
                .hasMessageContaining("no way leads")
                .hasMessageContaining("WaysTest.java:")
                .hasMessageContaining("copy, cast or slice")
                .hasMessageContaining("at the argument");
    }

    private static void zero(Tensor derivative) {
        assertThat(derivative.toDoubles()).containsOnly(0);
    }

    @Test
    void aSliceOrCastBesideIsNotWhatWasUsed() {
        Tensor in = Tensor.of(new double[] {1, 2, 3, 4}, Shape.of(2, 2));
        refused(() -> Gradient.of(in.square().sum()).at(in.slice(1, 0, 1)));
        refused(() -> Gradient.of(in.square().sum()).at(List.of(in.cast(DType.FLOAT32))));
        refused(() -> Gradient.of(in.square(), in).at(in.mul(1.5)));
        refused(() -> Tangent.of(in.square()).along(in.get(1, 0), Tensor.of(1.0, 1.0)));
        refused(() -> Hessian.of(in.square().sum()).at(in.get(1, 0)));
        // twice, as a refusal leaves nothing behind
        Tensor column = in.slice(1, 0, 1);
        refused(() -> Gradient.of(in.square().sum()).at(column));
        refused(() -> Gradient.of(in.square().sum()).at(column));
    }

    @Test
    void aModelOutsideIsNotTheArgument() {
        Line outer = line();
        refused(() -> CompiledLoop.of(outer, (Line inner, Tensor x) -> {
                    Line gradient = Gradient.of(inner.at(x).square().sum()).at(outer);
                    return new CompiledLoop.Next<>(gradient, x);
                })
                .step(X));
        refused(() -> Compiled.of(
                        (Line inner) -> Gradient.of(inner.at(X).square().sum()).at(outer))
                .apply(outer));
        refused(() -> ValueAndGradient.of(outer, inner -> outer.at(X).square().sum()));
        refused(() -> ValueAndGradient.of(outer, inner -> Tensor.scalar(1.0)));
    }

    @Test
    void anEarlierGradientOfTheSameNumbersExcusesNothing() {
        Tensor y = Tensor.scalar(2.0);
        Tensor x = Tensor.scalar(3.0);
        Tensor one = Gradient.of(x.add(y)).at(x);
        Tensor two = Gradient.of(y.mul(2)).at(y);
        assertThat(one.item() + two.item()).isEqualTo(3);
        refused(() -> Gradient.of(y.mul(2).add(1)).at(x));
    }

    @Test
    void partsThatAreNotUsedAreZero() {
        Line line = line();
        Line gradient = Gradient.of(line.slope().square().sum()).at(line);
        assertThat(gradient.slope().toDoubles()).containsExactly(4);
        zero(gradient.offset());
        zero(Tangent.of(line).along(line.slope(), Tensor.of(1.0)).offset());
    }

    @Test
    void flatWaysAreZero() {
        zero(Gradient.of(X.round().sum()).at(X));
        zero(Gradient.of(X.stopGradient().sum()).at(X));
        zero(Gradient.of(X.gt(1).cast(DType.FLOAT64).sum()).at(X));
        zero(Tangent.of(X.round()).along(X, X));
    }

    @Test
    void secondDerivativesOfWhatIsLinearAreZero() {
        Tensor w = Tensor.of(2.0, 3.0, 4.0);
        List<Function<Tensor, Tensor>> linear = List.of(
                Tensor::sum,
                x -> x.mul(w).sum(),
                x -> x.get(0, 0),
                x -> x.get(0, 0).mul(w.get(0, 1)));
        for (Function<Tensor, Tensor> function : linear) {
            Tensor first = Gradient.of(function.apply(X)).at(X);
            zero(Gradient.of(first.sum()).at(X));
            zero(Gradient.of(first.sub(w).square().sum()).at(X));
            zero(Tangent.of(first).along(X, w));
            zero(Hessian.of(function.apply(X)).at(X));
            zero(Hessian.of(function.apply(X)).times(X, w));
            zero(Gradient.of(Hessian.of(function.apply(X)).at(X).square().sum()).at(X));
            zero(Gradient.of(
                            Jacobian.of(function.apply(X)).forwardAt(X).square().sum())
                    .at(X));
            zero(Gradient.of(
                            Jacobian.of(function.apply(X)).reverseAt(X).square().sum())
                    .at(X));
            Tensor moved = Tangent.of(function.apply(X)).along(X, w);
            zero(Tangent.of(moved).along(X, w));
            zero(Gradient.of(moved).at(X));
            zero(ValueAndGradient.of(
                            X,
                            x -> ValueAndGradient.of(x, function)
                                    .gradient()
                                    .square()
                                    .sum())
                    .gradient());
            zero(Compiled.of((Tensor x) -> Hessian.of(function.apply(x)).at(x)).apply(X));
        }
    }

    @Test
    void derivativesOfProductsOfNumbersAreTold() {
        Tensor x = Tensor.scalar(2.0);
        Tensor w = Tensor.scalar(3.0);
        Tensor byX = Gradient.of(w.mul(x)).at(x);
        zero(Gradient.of(byX).at(x));
        assertThat(Gradient.of(byX).at(w).item()).isEqualTo(1);
        zero(Gradient.of(byX.square()).at(x));
        Tensor all = Vectorize.of(
                        (List<Tensor> p) -> Gradient.of(p.get(0).mul(p.get(1))).at(p.get(0)))
                .apply(List.of(X, X.square()));
        assertThat(all.toDoubles()).containsExactly(1, 4, 9);
    }

    @Test
    void aLinearNetworkHasNoCurvature() {
        Line line = line();
        Function<Line, Tensor> loss = model -> {
            Tensor x = X.add(0);
            Tensor slope = Gradient.of(model.at(x).sum()).at(x);
            Tensor curvature = Gradient.of(slope.sum()).at(x);
            return curvature.add(slope).sub(X).square().mean();
        };
        assertThat(ValueAndGradient.of(line, loss).gradient().slope().item()).isEqualTo(0, within());
        zero(ValueAndGradient.of(line, loss).gradient().offset());
    }

    private static org.assertj.core.data.Offset<Double> within() {
        return org.assertj.core.data.Offset.offset(1e-12);
    }

    @Test
    void aDerivativeInsideOfALoopIsSeen() {
        Tensor scale = Tensor.scalar(2, DType.FLOAT64);
        Tensor y = Tensor.scalar(3, DType.FLOAT64);
        Tensor carried = Scan.times(
                        3,
                        scale,
                        (Tensor sum) -> new Scan.Step<>(Gradient.of(y.mul(sum)).at(y), sum))
                .carry();
        assertThat(Gradient.of(carried).at(scale).item()).isEqualTo(1);
        zero(Gradient.of(carried).at(y));
    }

    private static void lost(ThrowingCallable task) {
        assertThatThrownBy(task)
                .isInstanceOf(DerivativeException.class)
                .hasMessageContaining("float64[] computed at WaysTest.java:")
                .hasMessageContaining("its part would be missing")
                .hasMessageContaining("stopGradient()");
    }

    @Test
    void aPartThatACompiledFunctionGaveIsMissed() {
        Line line = line();
        Compiled<Line, Tensor> loss = Compiled.of(model -> model.at(X).square().sum());
        Tensor penalty = line.slope().square().sum();
        Tensor value = loss.apply(line);
        lost(() -> Gradient.of(value.add(penalty)).at(line));
        lost(() -> Gradient.of(value.mul(2).add(penalty)).at(line.slope()));
        lost(() -> Tangent.of(value.add(penalty)).along(line, line));
        lost(() -> Hessian.of(value.add(penalty)).at(line.slope()));
        // inside of a function it is a part of that, and by what it was not computed from it is data
        Line whole = ValueAndGradient.of(
                        line,
                        model -> loss.apply(model).add(model.slope().square().sum()))
                .gradient();
        assertThat(whole.slope().item()).isEqualTo(2 * (1 * 3 + 2 * 5 + 3 * 7) + 4);
        Line other = line();
        assertThat(Gradient.of(value.mul(other.slope()).sum()).at(other).slope().item())
                .isEqualTo(9 + 25 + 49);
        assertThat(Gradient.of(value.stopGradient().mul(line.slope()).sum())
                        .at(line)
                        .slope()
                        .item())
                .isEqualTo(9 + 25 + 49);
        // the result itself may be asked at
        assertThat(Gradient.of(value.square()).at(value).item()).isEqualTo(2 * (9 + 25 + 49));
    }

    @Test
    void resultsThatDoNotMoveWithAnArgumentAreData() {
        Compiled<List<Tensor>, List<Tensor>> parts = Compiled.of(given -> List.of(
                given.get(0).square().sum(),
                given.get(1).sum(),
                given.get(0).gt(1).cast(DType.FLOAT64),
                given.get(0).argmax(0)));
        Tensor w = X.add(1).evaluate();
        List<Tensor> given = parts.apply(List.of(X, w));
        Tensor loss = X.mul(given.get(1)).sum();
        lost(() -> Gradient.of(loss.add(given.get(0))).at(X));
        lost(() -> Gradient.of(loss).at(w));
        assertThat(Gradient.of(loss).at(X).toDoubles()).containsOnly(9);
        assertThat(Gradient.of(X.mul(given.get(2)).sum()).at(X).toDoubles()).containsExactly(0, 1, 1);
        assertThat(Gradient.of(X.gather(0, given.get(3))).at(X).toDoubles()).containsExactly(0, 0, 1);
        // through what is flat they are data too
        assertThat(Gradient.of(X.sum().mul(given.get(0).gt(3).cast(DType.FLOAT64)))
                        .at(X)
                        .toDoubles())
                .containsOnly(1);
    }

    @Test
    void aChainOfStatesIsDifferentiatedByItsLast() {
        Compiled<Tensor, Tensor> step = Compiled.of(x -> x.mul(2));
        Tensor state = X;
        for (int i = 0; i < 3; i++) {
            state = step.apply(state);
        }
        assertThat(Gradient.of(state.square().sum()).at(state).toDoubles()).containsExactly(16, 32, 48);
    }
}
