package org.chainrule.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.chainrule.CustomOp;
import org.chainrule.Gradient;
import org.chainrule.RandomKey;
import org.chainrule.Tensor;
import org.chainrule.graph.DType;
import org.chainrule.graph.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Gradients that are wrong in every way that gradients go wrong in, and must be caught. */
class PlantedFaultTest {
    private static final Tensor X = RandomKey.of(7).normal(Shape.of(4, 3)).cast(DType.FLOAT64);

    record Affine(Tensor weight, Tensor bias) {}

    private static final Affine AFFINE =
            new Affine(RandomKey.of(1).normal(Shape.of(3, 2)).cast(DType.FLOAT64), Tensor.of(0.3, -0.7));

    private static Tensor loss(Tensor x) {
        return x.tanh().mul(x).sum();
    }

    private static Tensor loss(Affine model) {
        return X.matmul(model.weight()).add(model.bias()).logistic().square().sum();
    }

    private static GradReport planted(UnaryOperator<Tensor> fault) {
        return planted(PlantedFaultTest::loss, X, fault);
    }

    private static GradReport planted(Function<Tensor, Tensor> loss, Tensor at, UnaryOperator<Tensor> fault) {
        return GradCheck.of(loss, at)
                .gradient(x -> fault.apply(Gradient.of(loss.apply(x)).at(x)))
                .report();
    }

    @Test
    void theRightGradientPasses() {
        planted(UnaryOperator.identity()).assertPassed();
    }

    @ParameterizedTest
    @ValueSource(doubles = {2, 0.5, 1.001, 0.999, 0})
    void aWrongFactorIsCaughtInEveryWay(double factor) {
        GradReport report = planted(gradient -> gradient.mul(factor));
        assertThat(report.by(Check.DIFFERENCE)).allMatch(finding -> finding.verdict() == Verdict.WRONG);
        assertThat(report.by(Check.TRANSPOSE)).allMatch(finding -> finding.verdict() == Verdict.WRONG);
        assertThat(report.by(Check.TAYLOR)).allMatch(finding -> finding.verdict() == Verdict.WRONG);
    }

    @Test
    void theMessageNamesTheFactor() {
        assertThatThrownBy(() -> planted(gradient -> gradient.mul(1.5)).assertPassed())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("gradient check FAILED")
                .hasMessageContaining("input[3, 2]")
                .hasMessageContaining("a factor of 1.5");
    }

    @Test
    void aWrongSignIsCaught() {
        GradReport report = planted(Tensor::neg);
        assertThat(report.by(Check.DIFFERENCE)).allMatch(finding -> finding.verdict() == Verdict.WRONG);
        assertThat(report.toString()).contains("the sign is wrong");
    }

    @Test
    void aMissingTermIsCaught() {
        GradReport report = GradCheck.of(PlantedFaultTest::loss, X)
                .gradient(Tensor::tanh) // without x · (1 − tanh²)
                .report();
        assertThat(report.failures()).hasSizeGreaterThanOrEqualTo(12);
    }

    @Test
    void aMissingBroadcastSumIsCaught() {
        GradReport report = GradCheck.of(PlantedFaultTest::loss, AFFINE)
                .gradient(model -> {
                    Affine right = Gradient.of(loss(model)).at(model);
                    return new Affine(right.weight(), right.bias().div(4)); // a mean over the rows, not their sum
                })
                .report();
        assertThat(report.failures()).extracting(Finding::path).contains("bias").doesNotContain("weight");
    }

    @Test
    void aGradientOfTheWrongShapeIsCaught() {
        GradReport report = GradCheck.of(PlantedFaultTest::loss, AFFINE)
                .gradient(model -> new Affine(
                        Gradient.of(loss(model)).at(model.weight()),
                        model.bias().broadcastTo(4, 2)))
                .report();
        assertThat(report.toString()).contains("bias").contains("float64[4, 2]").contains("sum over broadcast axes");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 617, 999})
    void anErrorInOneEntryOfAThousandIsFoundAndNamed(int entry) {
        Tensor at = RandomKey.of(3).normal(Shape.of(1000)).cast(DType.FLOAT64);
        Tensor error =
                Tensor.iota(1000, DType.INT32).eq(entry).cast(DType.FLOAT64).mul(1e-3);
        GradReport report = planted(PlantedFaultTest::loss, at, gradient -> gradient.mul(error.add(1)));
        assertThat(report.failures()).extracting(Finding::place).contains("input[" + entry + "]");
        assertThat(report.failures()).extracting(Finding::check).contains(Check.DIRECTION, Check.DIFFERENCE);
    }

    @Test
    void swappedInputsAreCaught() {
        GradReport report = GradCheck.of(
                        pair -> pair.get(0).div(pair.get(1)).sum(), List.of(Tensor.of(1.0, 2.0), Tensor.of(3.0, 4.0)))
                .gradient(pair -> {
                    List<Tensor> right =
                            Gradient.of(pair.get(0).div(pair.get(1)).sum()).at(pair);
                    return right.reversed();
                })
                .report();
        assertThat(report.failures()).extracting(Finding::place).contains("0[0]", "0[1]", "1[0]", "1[1]");
    }

    @Test
    void aSmallErrorBesideLargeGradientsIsCaught() {
        Function<Tensor, Tensor> loss =
                x -> x.mul(Tensor.of(1e6, 1, 1e-6)).sin().sum();
        GradReport report = planted(loss, Tensor.of(1e-6, 1, 1e6), gradient -> gradient.mul(Tensor.of(1.0, 1, 1.01)));
        assertThat(report.failures())
                .extracting(Finding::place)
                .contains("input[2]")
                .doesNotContain("input[0]", "input[1]");
    }

    /** Normal numbers, zero at some evenly spaced entries, where relu has a kink. */
    private static Tensor withZeros(int size, int zeros) {
        double[] values =
                RandomKey.of(5).normal(Shape.of(size)).cast(DType.FLOAT64).toDoubles();
        for (int i = 0; i < zeros; i++) {
            values[i * (size / zeros)] = 0;
        }
        return Tensor.of(values);
    }

    private static Tensor kinked(Tensor x) {
        return x.relu().mul(x.exp()).add(x.sin()).sum();
    }

    /** A gradient in which one entry lacks a part of the sine's. */
    private static UnaryOperator<Tensor> lacking(Tensor at, int entry, double factor) {
        Tensor missing = Tensor.iota(at.shape().size(), DType.INT32)
                .eq(entry)
                .cast(DType.FLOAT64)
                .mul(at.cos())
                .mul(factor);
        return gradient -> gradient.sub(missing);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0.3",
        "0, 0.001",
        "1, 0.3",
        "1, 0.1",
        "1, 0.01",
        "1, 0.001",
        "30, 0.3",
        "30, 0.1",
        "30, 0.01",
        "30, 0.001",
        "1000, 0.3",
        "1000, 0.001"
    })
    void aMissingTermBesideKinksIsCaught(int kinks, double factor) {
        Tensor at = withZeros(3000, kinks);
        GradReport report = planted(PlantedFaultTest::kinked, at, lacking(at, 1501, factor));
        assertThat(report.passed()).isFalse();
        assertThat(report.failures()).extracting(Finding::place).contains("input[1501]");
        assertThat(report.failures()).extracting(Finding::check).contains(Check.DIRECTION);
        if (factor >= 0.1) {
            assertThat(report.failures()).extracting(Finding::check).contains(Check.TAYLOR);
        }
    }

    @ParameterizedTest
    @CsvSource({"3000, 0", "3000, 1", "3000, 2", "3000, 30", "3000, 1000", "300, 300"})
    void kinksBesideARightGradientAreOnlyReported(int size, int kinks) {
        GradReport report =
                GradCheck.of(PlantedFaultTest::kinked, withZeros(size, kinks)).report();
        report.assertPassed();
        assertThat(kinks(report)).hasSize(kinks);
        assertThat(report.by(Check.DIRECTION))
                .extracting(Finding::verdict)
                .containsExactly(kinks == size ? Verdict.KINK : Verdict.PASSED);
    }

    private static List<String> kinks(GradReport report) {
        return report.by(Check.DIFFERENCE).stream()
                .filter(finding -> finding.verdict() == Verdict.KINK)
                .map(Finding::place)
                .distinct()
                .toList();
    }

    @Test
    void kinksAreFoundThoughTheGivenGradientDoesNotJump() {
        Tensor at = withZeros(500, 7);
        Tensor right = Gradient.of(kinked(at)).at(at);
        Tensor frozen = Tensor.of(right.toDoubles());
        GradReport report = GradCheck.of(PlantedFaultTest::kinked, at)
                .gradient(x -> frozen.add(x.mul(0)))
                .report();
        report.assertPassed();
        assertThat(kinks(report)).hasSize(7);
        GradReport planted = GradCheck.of(PlantedFaultTest::kinked, at)
                .gradient(x -> lacking(at, 250, 0.01).apply(frozen).add(x.mul(0)))
                .report();
        assertThat(planted.failures()).extracting(Finding::place).contains("input[250]");
    }

    @Test
    void aWrongGradientAtOneOfManyKinksIsCaught() {
        Tensor at = withZeros(3000, 100);
        GradReport report = planted(PlantedFaultTest::kinked, at, lacking(at, 1500, 0.1));
        assertThat(at.get(0, 1500).item()).isZero();
        assertThat(report.failures()).extracting(Finding::place).contains("input[1500]");
    }

    @Test
    void kinksOfOppositeSignHideNothing() {
        Function<Tensor, Tensor> loss = x -> x.relu()
                .mul(Tensor.iota(x.shape().size(), DType.FLOAT64).sub(100).sign())
                .add(x.sin())
                .sum();
        Tensor at = withZeros(200, 2);
        for (long seed = 1; seed < 20; seed++) {
            GradCheck.of(loss, at).seed(seed).assertPassed();
        }
        assertThat(planted(loss, at, lacking(at, 51, 0.01)).failures())
                .extracting(Finding::place)
                .contains("input[51]");
    }

    @Test
    void whatTooManyKinksHideIsNoPass() {
        GradReport report = GradCheck.of(PlantedFaultTest::kinked, withZeros(3000, 1000))
                .entries(2)
                .report();
        assertThat(report.passed()).isFalse();
        assertThat(report.toString()).containsPattern("UNRESOLVED .*[0-9]+ of 3,000 entries are unchecked");
    }

    @Test
    void jumpsOfTheSecondDerivativeHideNothing() {
        GradReport report = GradCheck.of(PlantedFaultTest::kinked, withZeros(300, 10))
                .order(2)
                .report();
        report.assertPassed();
        assertThat(report.by(Check.DIRECTION)).extracting(Finding::verdict).containsOnly(Verdict.PASSED);
        assertThat(report.with(Verdict.JUMP)).hasSizeGreaterThanOrEqualTo(10);
    }

    @Test
    void anUntrueNaNIsCaught() {
        GradReport report = planted(gradient -> gradient.mul(Double.NaN));
        assertThat(report.with(Verdict.NON_FINITE)).hasSizeGreaterThanOrEqualTo(12);
        assertThat(report.passed()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"1000, 0", "1000, 617", "20000, 19999"})
    void severalProjectionsFindAnErrorInOneEntry(int size, int entry) {
        Tensor at = RandomKey.of(3).normal(Shape.of(size)).cast(DType.FLOAT64);
        for (double factor : new double[] {0, 0.5, 0.9, 1.1, -1}) {
            Tensor wrong = Tensor.iota(size, DType.INT32)
                    .eq(entry)
                    .where(Tensor.full(Shape.of(size), factor, DType.FLOAT64), 1);
            GradReport report = GradCheck.of(PlantedFaultTest::loss, at)
                    .gradient(x -> Gradient.of(loss(x)).at(x).mul(wrong))
                    .fast()
                    .report();
            assertThat(report.by(Check.DIRECTION)).hasSize(4).allMatch(found -> found.verdict() == Verdict.WRONG);
            assertThat(report.failures()).extracting(Finding::place).contains("input[" + entry + "]");
        }
        GradCheck.of(PlantedFaultTest::loss, at).fast().assertPassed();
    }

    @Test
    void anErrorIsFoundThatCancelsInSomeDirections() {
        // two errors that cancel wherever both entries move alike
        Tensor errors = Tensor.iota(500, DType.INT32)
                .eq(7)
                .cast(DType.FLOAT64)
                .sub(Tensor.iota(500, DType.INT32).eq(8).cast(DType.FLOAT64));
        GradReport report = GradCheck.of((Tensor x) -> x.sum(), Tensor.of(new double[500]))
                .gradient(x -> Gradient.of(x.sum()).at(x).add(errors.mul(0.5)))
                .entries(0)
                .projections(16)
                .report();
        assertThat(report.failures()).extracting(Finding::check).contains(Check.DIRECTION);
    }

    @Test
    void whatRoundingWouldHideIsNoPass() {
        // beside 1e13 differences know the loss to some thousandths
        Function<Tensor, Tensor> loss = x -> x.square().sum().add(1e13);
        Tensor at = RandomKey.of(3).normal(Shape.of(500)).cast(DType.FLOAT64);
        GradReport report = GradCheck.of(loss, at).fast().report();
        assertThat(report.passed()).isFalse();
        assertThat(report.with(Verdict.UNRESOLVED)).isNotEmpty();
        assertThat(report.with(Verdict.WRONG)).isEmpty();
        assertThat(report.toString()).contains("rounding would hide an error in one entry");
    }

    @Test
    void aBatchingThatIsWrongInOneEntryIsCaught() {
        CustomOp right = CustomOp.of("tripled", inputs -> inputs.getFirst().mul(3))
                .batching(
                        (inputs, perExample, count) -> List.of(inputs.getFirst().mul(3)));
        GradCheck.of((Tensor x) -> right.apply(x).exp(), X).assertPassed();
        CustomOp wrong = CustomOp.of("tripled", inputs -> inputs.getFirst().mul(3))
                .batching((inputs, perExample, count) -> List.of(inputs.getFirst()
                        .mul(Tensor.iota(3, DType.INT32)
                                .eq(2)
                                .where(Tensor.full(Shape.of(3), 3.01, DType.FLOAT64), 3))));
        GradReport report = GradCheck.of((Tensor x) -> wrong.apply(x).exp(), X).report();
        assertThat(report.failures())
                .allMatch(finding -> finding.check() == Check.BATCHED)
                .extracting(Finding::place)
                .anyMatch(place -> place.endsWith(", 2]"));
        assertThat(report.toString()).contains("a batching rule disagrees, at example");
    }

    @Test
    void aBackwardThatKeepsAStateIsCaught() {
        AtomicInteger calls = new AtomicInteger();
        CustomOp op = CustomOp.onArrays("stateful", inputs -> inputs, call -> {
                    System.arraycopy(call.input(0), 0, call.result(0), 0, call.input(0).length);
                })
                .backwardOnArrays(call -> {
                    System.arraycopy(call.input(2), 0, call.result(0), 0, call.input(2).length);
                    call.result(0)[0] += 1e-15 * calls.incrementAndGet();
                });
        GradReport report =
                GradCheck.of((Tensor x) -> op.apply(x), Tensor.of(1.0, 2.0)).report();
        assertThat(report.passed()).isFalse();
        assertThat(report.toString()).contains("another one when it is computed again");
        assertThat(report.with(Verdict.SKIPPED))
                .extracting(Finding::note)
                .containsExactly(
                        "forward mode: stateful: has no tangent, and none follows from a backward that is code over arrays;"
                                + " give it a tangent");
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e150, 1e30, 1, 1e-30, 1e-150})
    void anErrorInOneEntryIsFoundAtAnyMagnitude(double size) {
        Tensor at = Tensor.of(3 * size, -size, 2 * size);
        GradReport report = GradCheck.of((Tensor x) -> x.div(size).square().sum(), at)
                .scale(size)
                .gradient(x -> x.mul(Tensor.of(2.0, 2, 2.01)).div(size).div(size))
                .report();
        assertThat(report.failures())
                .extracting(Finding::place)
                .contains("input[2]")
                .doesNotContain("input[0]", "input[1]");
        GradCheck.of((Tensor x) -> x.div(size).square().sum(), at).scale(size).assertPassed();
    }
}
