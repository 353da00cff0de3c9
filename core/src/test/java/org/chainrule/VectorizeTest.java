package org.chainrule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.chainrule.graph.DType;
import org.chainrule.graph.Shape;
import org.chainrule.graph.ShapeException;
import org.junit.jupiter.api.Test;

class VectorizeTest {
    private static final Tensor POINTS = random(1, 4, 3);

    private record Pair(Tensor left, Tensor right) {}

    private record Network(Tensor hidden, Tensor bias, Tensor output) {}

    private static Tensor random(long seed, int... extents) {
        return RandomKey.of(seed).normal(Shape.of(extents)).cast(DType.FLOAT64);
    }

    private static Tensor looped(Function<Tensor, Tensor> function, Tensor examples) {
        return Tensor.stack(
                0,
                IntStream.range(0, examples.shape().extent(0))
                        .mapToObj(i -> function.apply(examples.get(0, i)))
                        .toList());
    }

    private static void same(Tensor actual, Tensor expected) {
        assertThat(actual.shape()).isEqualTo(expected.shape());
        assertThat(actual.toDoubles()).containsExactly(expected.toDoubles(), within(1e-12));
    }

    @Test
    void isALoopOverTheExamples() {
        Function<Tensor, Tensor> function = p -> p.square().sum().sqrt();
        same(Vectorize.of(function).apply(POINTS), looped(function, POINTS));
    }

    @Test
    void ofAGradientIsTheGradientOfEach() {
        Function<Tensor, Tensor> slope =
                p -> Gradient.of(p.mul(p.sin()).sum().exp()).at(p);
        same(Vectorize.of(slope).apply(POINTS), looped(slope, POINTS));
    }

    @Test
    void canBeDifferentiated() {
        Tensor y = Vectorize.of((Tensor p) -> p.square().sum().sqrt()).apply(POINTS);
        same(
                Gradient.of(y.sum()).at(POINTS),
                POINTS.div(POINTS.square().sum(1).sqrt().unsqueeze(1)));
        Tensor moved = Tangent.of(y).along(POINTS, POINTS);
        same(moved, y);
    }

    @Test
    void gradientsPerExampleAddUpToTheGradientOfTheBatch() {
        Network network = new Network(random(2, 3, 5), random(3, 5), random(4, 5, 2));
        Function<Tensor, Network> one = x -> Gradient.of(loss(network, x)).at(network);
        Network each = Vectorize.of(one).apply(POINTS);
        Network whole = Gradient.of(IntStream.range(0, 4)
                        .mapToObj(i -> loss(network, POINTS.get(0, i)))
                        .reduce(Tensor::add)
                        .orElseThrow())
                .at(network);
        assertThat(each.hidden().shape()).isEqualTo(Shape.of(4, 3, 5));
        same(each.hidden().sum(0), whole.hidden());
        same(each.bias().sum(0), whole.bias());
        same(each.output().sum(0), whole.output());
        same(each.bias().get(0, 2), one.apply(POINTS.get(0, 2)).bias());
    }

    private static Tensor loss(Network at, Tensor x) {
        return x.matmul(at.hidden())
                .add(at.bias())
                .tanh()
                .matmul(at.output())
                .softmax(-1)
                .log()
                .get(0, 0);
    }

    @Test
    void nests() {
        Tensor other = random(5, 2, 3);
        Tensor products = Vectorize.of(
                        (Tensor p) -> Vectorize.of((Tensor q) -> p.mul(q).sum()).apply(other))
                .apply(POINTS);
        same(products, POINTS.matmul(other.transpose()));
    }

    @Test
    void takesExamplesFromAnyAxisAndPutsThemOnAny() {
        Vectorize<Pair, Tensor> scaled = Vectorize.of(pair -> pair.left().mul(pair.right()));
        Tensor columns = POINTS.transpose();
        Tensor weights = random(6, 3);
        Pair pair = new Pair(columns, weights);
        same(scaled.in(1, Vectorize.SHARED).apply(pair), POINTS.mul(weights));
        same(
                scaled.in(-1, Vectorize.SHARED).out(1).apply(pair),
                POINTS.mul(weights).transpose());
        same(
                scaled.in(-1, Vectorize.SHARED).out(-1).apply(pair),
                POINTS.mul(weights).transpose());
    }

    @Test
    void runsInsideACompiledFunctionAndAroundOne() {
        Vectorize<Tensor, Tensor> norms = Vectorize.of(p -> p.square().sum().sqrt());
        same(Compiled.of(norms).apply(POINTS), norms.apply(POINTS));
    }

    @Test
    void givesResultsThatNoExampleEntersToEach() {
        Map<String, Tensor> both = Vectorize.of((Tensor p) -> Map.of("one", Tensor.of(1.0, 2.0), "sum", p.sum()))
                .apply(POINTS);
        assertThat(both.get("one").toDoubles()).containsExactly(1, 2, 1, 2, 1, 2, 1, 2);
        same(both.get("sum"), POINTS.sum(1));
    }

    @Test
    void ofAPickByAnIndexOfTheExample() {
        Tensor picked = Vectorize.of((List<Tensor> given) -> given.get(0).gather(0, given.get(1)))
                .apply(List.of(POINTS, Tensor.of(2, 0, 1, 2)));
        double[] all = POINTS.toDoubles();
        assertThat(picked.toDoubles()).containsExactly(all[2], all[3], all[7], all[11]);
    }

    @Test
    void saysWhoHoldsAnotherNumberOfExamples() {
        assertThatThrownBy(() -> Vectorize.of((Pair pair) -> pair.left().add(pair.right()))
                        .apply(new Pair(POINTS, random(7, 5, 3))))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("left [4, 3] along axis 0")
                .hasMessageContaining("right [5, 3] along axis 0");
        assertThatThrownBy(
                        () -> Vectorize.of((Tensor x) -> x).in(Vectorize.SHARED).apply(POINTS))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("no tensor has an axis of examples");
        assertThatThrownBy(() -> Vectorize.of((Tensor x) -> x).in(0, 1).apply(POINTS))
                .isInstanceOf(ShapeException.class);
        assertThatThrownBy(
                        () -> Vectorize.of((Tensor x) -> x).apply(Tensor.of(1.0).sum()))
                .isInstanceOf(ShapeException.class)
                .hasMessageStartingWith("vectorize: [] made at VectorizeTest.java:")
                .hasMessageContaining("has no axis 0 of examples")
                .hasMessageContaining("Vectorize.SHARED");
        assertThatThrownBy(
                        () -> Vectorize.of((Pair pair) -> pair.left()).in(0, -3).apply(new Pair(POINTS, POINTS)))
                .isInstanceOf(ShapeException.class)
                .hasMessageStartingWith("vectorize: right [4, 3] made at VectorizeTest.java:")
                .hasMessageContaining("has no axis -3");
    }

    @Test
    @SuppressWarnings("NullAway") // on purpose
    void whatIsSharedIsToldWhereNothingWasNamed() {
        assertThatThrownBy(() -> Vectorize.of((Tensor x) -> x).in(0, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[0, null]")
                .hasMessageContaining("Vectorize.SHARED");
    }

    @Test
    void randomNumbersWithAKeyOfTheExampleAreThoseOfTheLoop() {
        Tensor keys = random(8, 4);
        Function<Tensor, Tensor> noisy =
                x -> x.mul(RandomKey.of(3).normal(Shape.of(2)).cast(DType.FLOAT64));
        Tensor each = Vectorize.of(noisy).apply(keys);
        same(each, looped(noisy, keys));
        assertThat(DoubleStream.of(each.toDoubles()).distinct().count()).isEqualTo(8);
    }

    @Test
    void sharedMatricesMultiplyTheColumnsOfAllExamplesAtOnce() {
        Tensor weights = random(9, 5, 3);
        Vectorize<Tensor, Tensor> hidden = Vectorize.of(x -> weights.matmul(x).tanh());
        same(hidden.apply(POINTS), POINTS.matmul(weights.transpose()).tanh());
        Tensor matrices = random(10, 4, 3, 2);
        Function<Tensor, Tensor> product = x -> weights.matmul(x);
        same(Vectorize.of(product).apply(matrices), looped(product, matrices));
    }

    @Test
    void jacobiansAndHessiansAreVectorizedToo() {
        Function<Tensor, Tensor> jacobian =
                p -> Jacobian.of(p.mul(p.sum()).sin()).at(p);
        same(Vectorize.of(jacobian).apply(POINTS), looped(jacobian, POINTS));
        Function<Tensor, Tensor> hessian =
                p -> Hessian.of(p.sin().mul(p.sum()).sum()).at(p);
        same(Vectorize.of(hessian).apply(POINTS), looped(hessian, POINTS));
        same(Compiled.of(Vectorize.of(hessian)).apply(POINTS), looped(hessian, POINTS));
    }

    @Test
    void isLinearizedToo() {
        Function<Tensor, Tensor> norm = p -> p.square().sum().sqrt();
        Linearized<Tensor, Tensor> near = Linearized.of(Vectorize.of(norm), POINTS);
        same(near.apply(POINTS), looped(norm, POINTS));
        same(
                Vectorize.of(near::apply)
                        .apply(Tensor.stack(0, List.of(POINTS, POINTS.neg())))
                        .get(0, 1),
                looped(norm, POINTS).neg());
    }

    @Test
    void aCompiledFunctionInsideIsTracedThrough() {
        Compiled<Tensor, Tensor> norm = Compiled.of(p -> p.square().sum().sqrt());
        same(Vectorize.of(norm).apply(POINTS), POINTS.square().sum(1).sqrt());
        Tensor slopes = Compiled.of((Tensor p) ->
                        Gradient.of(Vectorize.of(norm).apply(p).sum()).at(p))
                .apply(POINTS);
        same(slopes, POINTS.div(POINTS.square().sum(1).sqrt().unsqueeze(1)));
    }

    @Test
    void examplesMayBeNumbersAndThereMayBeNone() {
        same(Vectorize.of((Tensor x) -> x.mul(x)).apply(Tensor.of(2.0, 3.0)), Tensor.of(4.0, 9.0));
        Function<Tensor, Tensor> slope = p -> Gradient.of(p.sin().sum()).at(p);
        Tensor none = Tensor.zeros(0, 3).cast(DType.FLOAT64);
        assertThat(Vectorize.of(slope).apply(none).shape()).isEqualTo(Shape.of(0, 3));
        assertThat(Vectorize.of((Tensor p) -> p.sum()).apply(Tensor.zeros(4, 0)).toDoubles())
                .containsExactly(0, 0, 0, 0);
    }

    @Test
    void anIndexOutOfRangeInOneExampleDoesNotReadAnothersElements() {
        for (int bad : new int[] {-1, 3, 4, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            Tensor indices = Tensor.of(2, 0, bad, 1);
            Tensor picked = Vectorize.of((List<Tensor> given) -> given.get(0).gather(0, given.get(1)))
                    .apply(List.of(POINTS, indices));
            assertThatThrownBy(picked::toDoubles).isInstanceOf(IndexOutOfBoundsException.class);
            Tensor added = Vectorize.of((List<Tensor> given) -> given.get(0)
                            .sum()
                            .reshape(1)
                            .scatterAdd(0, given.get(1).reshape(1), 3))
                    .apply(List.of(POINTS, indices));
            assertThatThrownBy(added::toDoubles).isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    @Test
    void saysWhichAxisThereIsNot() {
        assertThatThrownBy(() -> Vectorize.of((Tensor x) -> x).in(2).apply(POINTS))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("[4, 3]");
        assertThatThrownBy(() -> Vectorize.of((Tensor x) -> x.sum()).out(1).apply(POINTS))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("[4]");
    }

    @Test
    void theValueOfOneExampleIsNotKnownInside() {
        assertThatThrownBy(
                        () -> Vectorize.of((Tensor x) -> x.mul(x.sum().item())).apply(POINTS))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("has no value");
    }
}
