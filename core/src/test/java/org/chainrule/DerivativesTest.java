package org.chainrule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.chainrule.graph.DType;
import org.chainrule.graph.DTypeException;
import org.chainrule.graph.Shape;
import org.junit.jupiter.api.Test;

/** Jacobians, Hessians, linear maps: all composed of reverse mode, forward mode and batching. */
class DerivativesTest {
    private static final Tensor X = Tensor.of(0.3, -1.2, 0.7);

    private record Line(Tensor slope, Tensor offset) {}

    private static Tensor random(long seed, int... extents) {
        return RandomKey.of(seed).normal(Shape.of(extents)).cast(DType.FLOAT64);
    }

    private static void same(Tensor actual, Tensor expected) {
        assertThat(actual.shape()).isEqualTo(expected.shape());
        assertThat(actual.toDoubles()).containsExactly(expected.toDoubles(), within(1e-12));
    }

    @Test
    void theJacobianOfALinearMapIsItsMatrix() {
        Tensor a = random(1, 5, 3);
        Tensor y = a.matmul(X);
        same(Jacobian.of(y).at(X), a);
        same(Jacobian.of(y).forwardAt(X), a);
        same(Jacobian.of(y).reverseAt(X), a);
    }

    @Test
    void theJacobianHasTheAxesOfTheOutputAndThenOfTheInput() {
        Tensor w = random(2, 2, 3);
        Tensor y = w.sin().matmul(random(3, 3, 4));
        Jacobian jacobian = Jacobian.of(y);
        assertThat(jacobian.at(w).shape()).isEqualTo(Shape.of(2, 4, 2, 3));
        same(jacobian.forwardAt(w), jacobian.reverseAt(w));
        double h = 1e-6;
        Tensor up = w.add(Tensor.of(0, 0, 0, 0, h, 0).reshape(2, 3)).sin().matmul(random(3, 3, 4));
        double numeric = (up.toDoubles()[6] - y.toDoubles()[6]) / h;
        assertThat(jacobian.at(w).toDoubles()[6 * 6 + 4]).isCloseTo(numeric, within(1e-5));
    }

    @Test
    void theJacobianOfANumberIsItsGradientAndByANumberItsTangent() {
        same(Jacobian.of(X.exp().sum()).at(X), X.exp());
        Tensor t = Tensor.scalar(0.5).cast(DType.FLOAT64);
        same(Jacobian.of(X.mul(t)).at(t), X);
        same(Jacobian.of(t.square()).at(t), t.mul(2));
    }

    @Test
    void jacobiansOfARecordAreTheSameRecord() {
        Line line = new Line(Tensor.of(2.0), Tensor.of(1.0));
        Tensor y = X.mul(line.slope()).add(line.offset());
        Line jacobians = Jacobian.of(y).at(line);
        same(jacobians.slope(), X.reshape(3, 1));
        same(jacobians.offset(), Tensor.of(1.0, 1, 1).reshape(3, 1));
    }

    @Test
    void onlyFloatingTensorsHaveJacobians() {
        assertThatThrownBy(() -> Jacobian.of(Tensor.of(1, 2))).isInstanceOf(DTypeException.class);
    }

    @Test
    void theHessianOfAQuadraticFormIsItsMatrixTwice() {
        Tensor a = random(4, 3, 3);
        Tensor loss = X.matmul(a).mul(X).sum();
        same(Hessian.of(loss).at(X), a.add(a.transpose()));
    }

    @Test
    void theHessianIsSymmetricAndTimesADirectionIsItsProduct() {
        Tensor loss = X.sin().mul(X.sum().exp()).sum();
        Tensor hessian = Hessian.of(loss).at(X);
        same(hessian, hessian.transpose());
        Tensor direction = random(5, 3);
        same(Hessian.of(loss).times(X, direction), hessian.matmul(direction));
    }

    @Test
    void theHessianTimesADirectionOfARecordIsARecord() {
        Line line = new Line(Tensor.of(2.0), Tensor.of(1.0));
        Tensor loss = X.mul(line.slope()).add(line.offset()).square().sum();
        Line moved = Hessian.of(loss).times(line, new Line(Tensor.of(1.0), Tensor.of(0.0)));
        same(moved.slope(), X.square().sum().mul(2).reshape(1));
        same(moved.offset(), X.sum().mul(2).reshape(1));
    }

    @Test
    void aLinearizedFunctionKeepsItsPlace() {
        Linearized<Tensor, Tensor> near = Linearized.of(x -> x.sin().mul(x.sum()), X);
        same(near.value(), X.sin().mul(X.sum()));
        Tensor jacobian = Jacobian.of(X.sin().mul(X.sum())).at(X);
        for (long seed = 6; seed < 9; seed++) {
            Tensor direction = random(seed, 3);
            same(near.apply(direction), jacobian.matmul(direction));
            same(near.transposed(direction), direction.matmul(jacobian));
        }
    }

    @Test
    void aFunctionOfMapsAndListsIsLinearizedToo() {
        var near = Linearized.of(
                (Map<String, Tensor> given) -> List.of(given.get("a").mul(given.get("b")), given.get("a")),
                Map.of("a", Tensor.of(2.0), "b", Tensor.of(5.0)));
        List<Tensor> moved = near.apply(Map.of("a", Tensor.of(1.0), "b", Tensor.of(0.0)));
        same(moved.get(0), Tensor.of(5.0));
        same(moved.get(1), Tensor.of(1.0));
        Map<String, Tensor> back = near.transposed(List.of(Tensor.of(1.0), Tensor.of(10.0)));
        same(back.get("a"), Tensor.of(15.0));
        same(back.get("b"), Tensor.of(2.0));
    }

    @Test
    void aConstantFunctionHasTheZeroMap() {
        Linearized<Tensor, Tensor> near = Linearized.of(x -> Tensor.of(4.0), X);
        same(near.apply(X), Tensor.of(0.0));
        same(near.transposed(Tensor.of(1.0)), Tensor.of(0.0, 0, 0));
    }

    @Test
    void valueAndGradientComeTogether() {
        ValueAndGradient<Tensor> both = ValueAndGradient.of(X, x -> x.square().sum());
        same(both.value(), X.square().sum());
        same(both.gradient(), X.mul(2));
    }

    @Test
    void twoPartsThatAreOneTensorAreTwoVariables() {
        List<Tensor> gradient =
                ValueAndGradient.of(List.of(X, X), x -> x.get(0).mul(3).sum()).gradient();
        same(gradient.get(0), Tensor.of(3.0, 3, 3));
        same(gradient.get(1), Tensor.of(0.0, 0, 0));
    }

    @Test
    void moreResultsComeAlongWithoutGradient() {
        var all = ValueAndGradient.withExtra(
                X, x -> new ValueAndGradient.Result<>(x.square().sum(), Map.of("half", x.mul(0.5))));
        same(all.extra().get("half"), X.mul(0.5));
        same(all.gradient(), X.mul(2));
    }

    @Test
    void allOfThemRunCompiled() {
        same(
                Compiled.of((Tensor x) -> Jacobian.of(x.sin()).at(x)).apply(X),
                Jacobian.of(X.sin()).at(X));
        same(
                Compiled.of((Tensor x) -> Hessian.of(x.exp().sum()).at(x)).apply(X),
                Hessian.of(X.exp().sum()).at(X));
        same(
                Compiled.of((Tensor x) ->
                                ValueAndGradient.of(x, z -> z.exp().sum()).gradient())
                        .apply(X),
                X.exp());
    }
}
