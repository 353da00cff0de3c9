package org.chainrule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.chainrule.graph.DType;
import org.chainrule.graph.DTypeException;
import org.chainrule.graph.Shape;
import org.chainrule.graph.ShapeException;
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

    /** Central differences by every element of x, along a last axis. */
    private static Tensor numeric(Function<Tensor, Tensor> function, Tensor x) {
        double h = 1e-5;
        List<Tensor> columns = new ArrayList<>();
        for (int i = 0; i < x.shape().size(); i++) {
            double[] step = new double[x.shape().size()];
            step[i] = h;
            Tensor moved = Tensor.of(step).reshape(x.shape().extents());
            columns.add(function.apply(x.add(moved))
                    .sub(function.apply(x.sub(moved)))
                    .div(2 * h));
        }
        Tensor stacked = Tensor.stack(-1, columns);
        Shape shape = columns.getFirst().shape().append(x.shape());
        return stacked.reshape(shape.extents());
    }

    private static void near(Tensor actual, Tensor expected) {
        assertThat(actual.shape()).isEqualTo(expected.shape());
        assertThat(actual.toDoubles()).containsExactly(expected.toDoubles(), within(1e-7));
    }

    @Test
    void bothModesOfTheJacobianAreWhatDifferencesSay() {
        Tensor m = random(11, 3, 2);
        Function<Tensor, Tensor> function =
                x -> x.matmul(m).tanh().mul(x.sum()).softmax(-1).cumulativeSum(0);
        Tensor w = random(12, 2, 3);
        near(Jacobian.of(function.apply(w)).forwardAt(w), numeric(function, w));
        near(Jacobian.of(function.apply(w)).reverseAt(w), numeric(function, w));
    }

    @Test
    void theHessianIsWhatDifferencesOfTheGradientSay() {
        Function<Tensor, Tensor> loss =
                x -> x.sin().mul(x.sum().tanh()).add(x.square().mul(x.exp())).sum();
        near(
                Hessian.of(loss.apply(X)).at(X),
                numeric(x -> Gradient.of(loss.apply(x)).at(x), X));
    }

    @Test
    void jacobiansOfWhatDoesNotDependOrIsEmptyOrWholeAreZeroOrEmpty() {
        Tensor y = X.sin();
        same(Jacobian.of(y).at(random(13, 2)), Tensor.zeros(3, 2).cast(DType.FLOAT64));
        assertThat(Jacobian.of(y).at(Tensor.zeros(0)).shape()).isEqualTo(Shape.of(3, 0));
        assertThat(Jacobian.of(Tensor.zeros(0).sin()).at(X).shape()).isEqualTo(Shape.of(0, 3));
        List<Tensor> mixed = Jacobian.of(y).at(List.of(X, Tensor.of(1, 2)));
        same(mixed.get(0), Tensor.eye(3).cast(DType.FLOAT64).mul(X.cos().unsqueeze(1)));
        assertThat(mixed.get(1).toLongs()).containsOnly(0).hasSize(6);
    }

    @Test
    void aJacobianHasTheDTypeOfWhatItIsByInBothModes() {
        for (Tensor by : List.of(X, Tensor.of(1, 2), Tensor.of(true), Tensor.of(1f))) {
            Tensor output = X.mul(by.sum().cast(DType.FLOAT64));
            assertThat(Jacobian.of(output).forwardAt(by).dtype()).isEqualTo(by.dtype());
            assertThat(Jacobian.of(output).reverseAt(by).dtype()).isEqualTo(by.dtype());
        }
    }

    @Test
    void aGradientOfSeveralOutputsIsThatOfTheirSum() {
        Line outputs = new Line(X.sin(), X.sum());
        Line upstreams = new Line(Tensor.of(1.0, 10, 100), Tensor.scalar(0.5).cast(DType.FLOAT64));
        same(
                Gradient.of(outputs, upstreams).at(X),
                X.cos().mul(upstreams.slope()).add(0.5));
        same(Gradient.of(List.of(X, X), List.of(X, X)).at(X), X.mul(2));
    }

    @Test
    void upstreamsHaveTheFormOfTheOutputs() {
        assertThatThrownBy(() -> Gradient.of(List.of(X, X), List.of(X)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("holds [0], not [0, 1]");
        assertThatThrownBy(() -> Gradient.of(List.of(X), List.of(X.sum())))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("float64[3]");
    }

    @Test
    void mapsInAnotherOrderAreMatchedByTheirKeys() {
        Map<String, Tensor> at = ordered("a", X, "b", X.exp());
        Map<String, Tensor> direction = ordered("b", Tensor.zeros(3).cast(DType.FLOAT64), "a", X);
        Tensor y = X.sin().add(at.get("b"));
        same(
                Tangent.of(y).along(ordered("b", at.get("b"), "c", random(14, 3)), ordered("c", X, "b", X.neg())),
                X.neg());
        same(Gradient.of(at, direction).at(X), X);
        Linearized<Map<String, Tensor>, Tensor> near =
                Linearized.of(given -> given.get("a").sub(given.get("b")), at);
        same(near.apply(direction), X);
        same(near.apply(ordered("a", X, "b", X.neg())), X.mul(2));
        same(near.apply(ordered("b", X.neg(), "a", X)), X.mul(2));
        Compiled<Map<String, Tensor>, Tensor> difference =
                Compiled.of(given -> given.get("a").sub(given.get("b")));
        same(difference.apply(ordered("a", X, "b", X.neg())), X.mul(2));
        same(difference.apply(ordered("b", X.neg(), "a", X)), X.mul(2));
    }

    private static Map<String, Tensor> ordered(String first, Tensor one, String second, Tensor other) {
        Map<String, Tensor> map = new LinkedHashMap<>();
        map.put(first, one);
        map.put(second, other);
        return map;
    }

    @Test
    void theTangentOfARecordIsTheSameRecord() {
        Line moved = Tangent.of(new Line(X.sin(), X.sum())).along(X, X);
        same(moved.slope(), X.cos().mul(X));
        same(moved.offset(), X.sum());
    }

    @Test
    void straightThroughHasTheValueOfTheFunctionAndTheGradientOfItsArgument() {
        Tensor rounded = X.straightThrough(Tensor::round);
        same(rounded, Tensor.of(0.0, -1, 1));
        same(Gradient.of(rounded.mul(X.stopGradient()).sum()).at(X), X);
        same(Tangent.of(rounded).along(X, X), X);
        Tensor huge = Tensor.of(1e300, 1e-300);
        assertThat(huge.straightThrough(Tensor::sign).toDoubles()).containsExactly(1, 1);
        assertThat(Compiled.of((Tensor x) -> Gradient.of(
                                        x.straightThrough(Tensor::sign).sum())
                                .at(x))
                        .apply(huge)
                        .toDoubles())
                .containsExactly(1, 1);
        assertThatThrownBy(() -> X.straightThrough(Tensor::sum)).isInstanceOf(ShapeException.class);
    }

    @Test
    void aCompiledFunctionIsDifferentiatedInsideAnother() {
        Compiled<Tensor, Tensor> square = Compiled.of(x -> x.square().sum());
        same(ValueAndGradient.of(X, square).gradient(), X.mul(2));
        same(
                Compiled.of((Tensor x) -> Hessian.of(square.apply(x)).at(x)).apply(X),
                Tensor.eye(3).cast(DType.FLOAT64).mul(2));
    }

    record Affine(Tensor weight, Tensor bias) {}

    record Motion(Tensor position, Tensor speed, Tensor step) {}

    @Test
    void theBlocksOfAHessianAreThoseOfTheFlatOne() {
        Affine model = new Affine(Tensor.of(new double[] {0.3, -0.2, 0.5, 0.1}, Shape.of(2, 2)), Tensor.of(0.4, -0.6));
        Tensor x = Tensor.of(new double[] {1, -2, 0.5, 3, 1, 1}, Shape.of(3, 2));
        Tensor loss = x.matmul(model.weight()).add(model.bias()).tanh().square().sum();
        Map<String, Affine> blocks = Hessian.of(loss).blocks(model);

        Tensor flat = Tensor.concat(0, List.of(model.weight().flatten(), model.bias()));
        Tensor same = x.matmul(flat.slice(0, 0, 4).reshape(2, 2))
                .add(flat.slice(0, 4, 6))
                .tanh()
                .square()
                .sum();
        Tensor whole = Hessian.of(same).at(flat);
        assertThat(blocks).containsOnlyKeys("weight", "bias");
        Tensor rebuilt = Tensor.concat(
                0,
                blocks.values().stream()
                        .map(row -> Tensor.concat(
                                1,
                                List.of(row.weight().reshape(-1, 4), row.bias().reshape(-1, 2))))
                        .toList());
        assertThat(rebuilt.toDoubles()).containsExactly(whole.toDoubles(), within(1e-12));
        assertThat(rebuilt.transpose().toDoubles()).containsExactly(whole.toDoubles(), within(1e-12));
        assertThat(required(blocks, "bias").weight().shape()).isEqualTo(Shape.of(2, 2, 2));
    }

    @Test
    void aJacobianOfSeveralTensorsHasARowForEach() {
        Affine by = new Affine(Tensor.of(2.0, 3.0), Tensor.scalar(5, DType.FLOAT64));
        Motion out = new Motion(by.weight().mul(by.bias()), by.weight().product(), Tensor.of(7));
        Map<String, Affine> rows = Jacobian.blocks(out, by);
        assertThat(rows).containsOnlyKeys("position", "speed"); // steps are whole: they do not move smoothly
        assertThat(required(rows, "position").weight().toDoubles()).containsExactly(5, 0, 0, 5);
        assertThat(required(rows, "position").bias().toDoubles()).containsExactly(2, 3);
        assertThat(required(rows, "speed").weight().toDoubles()).containsExactly(3, 2);
        assertThat(required(rows, "speed").bias().toDoubles()).containsExactly(0);
    }

    private static <T> T required(Map<String, T> map, String key) {
        return Optional.ofNullable(map.get(key)).orElseThrow();
    }

    private record Tied(Tensor a, Tensor b) {}

    @Test
    void aTensorInTwoPlacesMovesAlongBothDirections() {
        Tensor x = Tensor.of(1.0, 2.0);
        Tensor loss = x.square().sum();
        Tied directions = new Tied(Tensor.of(1.0, 0.0), Tensor.of(0.5, 3.0));
        assertThat(Tangent.of(loss).along(new Tied(x, x), directions).item()).isEqualTo(2 * 1.5 + 4 * 3);
    }

    @Test
    void whatIsLinearizedInsideOfATraceIsToldTheWayThere() {
        Function<Tensor, Tensor> function = x -> x.sin().mul(x);
        String told = "In here take Tangent.of(output).along(x, v) for J·v and Gradient.of(output, u).at(x)";
        assertThatThrownBy(() -> Compiled.of(
                                (Tensor x) -> Linearized.of(function, x).apply(x))
                        .apply(X))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("linearized: ")
                .hasMessageContaining(told);
        assertThatThrownBy(() -> ValueAndGradient.of(
                        X, x -> Linearized.of((Tensor y) -> y.mul(x), X).value().sum()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(told);
    }
}
