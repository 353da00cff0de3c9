package org.chainrule.nn.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.chainrule.Gradient;
import org.chainrule.RandomKey;
import org.chainrule.Tensor;
import org.chainrule.check.GradCheck;
import org.chainrule.graph.DType;
import org.chainrule.graph.DTypeException;
import org.chainrule.graph.Shape;
import org.chainrule.graph.ShapeException;
import org.chainrule.nn.Loss;
import org.chainrule.nn.MeanSquaredError;
import org.chainrule.nn.SoftmaxCrossEntropy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LossesTest {
    private static final Tensor BITS = Tensor.of(new float[] {0, 1, 1, 0, 1, 0}, Shape.of(2, 3));
    private static final Tensor SHARES = Tensor.of(new float[] {0, 1, 0, 0.2f, 0.3f, 0.5f}, Shape.of(2, 3));
    private static final Tensor SIGNS = BITS.mul(2).sub(1);

    /** A loss of several tensors as one of the first. */
    @FunctionalInterface
    interface OfFirst {
        Tensor of(Tensor first);
    }

    record Case(Record loss, OfFirst function) {
        @Override
        public String toString() {
            return loss.toString();
        }
    }

    private static <L extends Record & Loss> Case of(L loss, Tensor targets) {
        return new Case(loss, x -> loss.of(x, targets));
    }

    private static Tensor random(int seed) {
        return RandomKey.of(seed).normal(Shape.of(2, 3)).evaluate();
    }

    static Stream<Case> cases() {
        Tensor other = random(4);
        Tensor labels = Tensor.of(1, -1);
        Tensor variances = other.square().add(0.1);
        return Stream.of(
                of(new MeanAbsoluteLoss(), other),
                of(new Huber(0.4), other),
                of(new SmoothL1(), other),
                of(new BinaryCrossEntropy(), SHARES),
                of(new BinaryCrossEntropy(3), BITS),
                of(new Focal(), BITS),
                of(new Focal(0.6, 0), BITS),
                new Case(new KullbackLeibler(), x -> new KullbackLeibler().of(x.logSoftmax(1), SHARES)),
                of(new Hinge(), SIGNS),
                of(new PoissonLikelihood(), SHARES.mul(4)),
                of(new Quantile(0.9), other),
                of(new ClassCrossEntropy(1, 2, 0.5), Tensor.of(2, -100)),
                of(new ClassCrossEntropy(1, 2, 0.5).smoothed(0.3), Tensor.of(2, -100)),
                of(new DistributionCrossEntropy(), SHARES),
                of(new MeanSquaredError(), other),
                of(new SoftmaxCrossEntropy(), Tensor.of(2, 0)),
                of(new SoftmaxCrossEntropy(0.2), Tensor.of(2, 0)),
                new Case(
                        new Ctc(),
                        x -> new Ctc().of(x.unsqueeze(0), Tensor.of(2).unsqueeze(0))),
                new Case(new GaussianLikelihood(), x -> new GaussianLikelihood().of(x, variances, other)),
                new Case(
                        new GaussianLikelihood(0.01),
                        x -> new GaussianLikelihood(0.01).of(other, x.square().add(0.1), x)),
                new Case(new Triplet(), x -> new Triplet().of(x, other, random(6))),
                new Case(new Contrastive(5), x -> new Contrastive(5).of(x, other, Tensor.of(1, 0))),
                new Case(new CosineEmbedding(-0.9), x -> new CosineEmbedding(-0.9).of(x, other, labels)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theGradientIsRight(Case given) {
        GradCheck.of(given.function()::of, random(3)).assertPassed();
    }

    @Test
    void everyLossHasACase() {
        Stream<String> losses = new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("org.chainrule.nn")
                        .stream()
                        .filter(type -> type.isRecord() && type.getModifiers().contains(JavaModifier.PUBLIC))
                        .filter(type -> type.isAssignableTo(Loss.class)
                                || type.getPackageName().endsWith(".loss"))
                        .map(JavaClass::getSimpleName);
        assertThat(cases().map(given -> given.loss().getClass().getSimpleName()).distinct())
                .hasSizeGreaterThan(10)
                .containsExactlyInAnyOrderElementsOf(losses.toList());
    }

    /** Logits of ±10⁴ with targets of 0 and 1. */
    @ParameterizedTest
    @MethodSource("extremes")
    void atTheEdgesLossAndGradientAreFinite(Case given, double expected) {
        Tensor x = Tensor.of(new float[] {1e4f, -1e4f, 1e4f, -1e4f}, Shape.of(4));
        Tensor loss = given.function().of(x);
        assertThat(loss.item()).isCloseTo(expected, within(1e-3 * Math.max(1, expected)));
        for (float slope : Gradient.of(loss).at(x).toFloats()) {
            assertThat(slope).isFinite();
        }
    }

    static Stream<org.junit.jupiter.params.provider.Arguments> extremes() {
        Tensor bits = Tensor.of(1f, 0, 0, 1);
        Tensor signs = bits.mul(2).sub(1);
        return Stream.of(
                        new Object[] {of(new BinaryCrossEntropy(), bits), 5e3},
                        new Object[] {of(new BinaryCrossEntropy(2), bits), 7.5e3},
                        new Object[] {of(new Focal(), bits), 2.5e3},
                        new Object[] {of(new Focal(0.25, 0.5), bits), 2.5e3},
                        new Object[] {of(new Hinge(), signs), 5000.5},
                        new Object[] {of(new Huber(), bits), 1e4 - 0.5},
                        new Object[] {of(new SmoothL1(), bits), 1e4 - 0.5},
                        new Object[] {
                            new Case(
                                    new DistributionCrossEntropy(),
                                    x -> new DistributionCrossEntropy().of(x.reshape(2, 2), bits.reshape(2, 2))),
                            1e4
                        })
                .map(org.junit.jupiter.params.provider.Arguments::of);
    }

    private static double sigma(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    @Test
    void valuesFollowTheirFormulas() {
        Tensor x = Tensor.of(0.5f, -2, 3);
        Tensor t = Tensor.of(1f, 0, 1);
        double[] p = {sigma(0.5), sigma(-2), sigma(3)};
        check(new BinaryCrossEntropy(2), x, t, -2 * Math.log(p[0]), -Math.log(1 - p[1]), -2 * Math.log(p[2]));
        check(
                new Focal(),
                x,
                t,
                -0.25 * Math.pow(1 - p[0], 2) * Math.log(p[0]),
                -0.75 * Math.pow(p[1], 2) * Math.log(1 - p[1]),
                -0.25 * Math.pow(1 - p[2], 2) * Math.log(p[2]));
        check(new MeanAbsoluteLoss(), x, t, 0.5, 2, 2);
        check(new Huber(1.5), x, t, 0.125, 1.5 * 1.25, 1.5 * 1.25);
        check(new SmoothL1(0.8), x, t, 0.125 / 0.8, 1.6, 1.6);
        check(new Hinge(), x, t.mul(2).sub(1), 0.5, 0, 0);
        check(new PoissonLikelihood(), x, t, Math.exp(0.5) - 0.5, Math.exp(-2), Math.exp(3) - 3);
        check(new Quantile(0.9), x, t, 0.45, 1.8, 0.2);
        GaussianLikelihood gaussian = new GaussianLikelihood();
        assertThat(gaussian.of(x, Tensor.of(1f, 4, 0.5f), t).item())
                .isCloseTo((0.25 + Math.log(4) + 1 + Math.log(0.5) + 8) / 6, within(1e-5));
        assertThat(gaussian.of(x, Tensor.zeros(3), x).item()).isCloseTo(Math.log(1e-6) / 2, within(1e-5));
    }

    private static void check(Loss loss, Tensor x, Tensor targets, double... each) {
        double expected = Arrays.stream(each).average().orElseThrow();
        assertThat(loss.of(x, targets).item()).as(loss.toString()).isCloseTo(expected, within(1e-5));
    }

    @Test
    void divergenceFromItselfIsZero() {
        Tensor logarithms = SHARES.add(1e-9).log();
        assertThat(new KullbackLeibler().of(logarithms, SHARES).item()).isCloseTo(0, within(1e-5));
        Tensor half = Tensor.of(new float[][] {{0.5f, 0.5f}}).log();
        double expected = Math.log(1 / 0.5);
        assertThat(new KullbackLeibler()
                        .of(half, Tensor.of(new float[][] {{0, 1}}))
                        .item())
                .isCloseTo(expected, within(1e-6));
    }

    @Test
    void crossEntropiesAgreeWhereTheyMeetAndWeighAndIgnore() {
        Tensor logits = random(3);
        double plain = new SoftmaxCrossEntropy().of(logits, Tensor.of(2, 0)).item();
        Tensor oneHot = Tensor.of(new float[][] {{0, 0, 1}, {1, 0, 0}});
        assertThat(new ClassCrossEntropy().of(logits, Tensor.of(2, 0)).item()).isCloseTo(plain, within(1e-6));
        assertThat(new DistributionCrossEntropy().of(logits, oneHot).item()).isCloseTo(plain, within(1e-6));
        double first = new SoftmaxCrossEntropy()
                .of(logits.slice(0, 0, 1), Tensor.of(2))
                .item();
        double second = 2 * plain - first;
        assertThat(new ClassCrossEntropy(3, 1, 2).of(logits, Tensor.of(2, 0)).item())
                .isCloseTo((2 * first + 3 * second) / 5, within(1e-5));
        assertThat(new ClassCrossEntropy().of(logits, Tensor.of(2, -100)).item())
                .isCloseTo(first, within(1e-6));
        assertThat(new ClassCrossEntropy().of(logits, Tensor.of(2, 3)).item()).isNaN();
        assertThat(new ClassCrossEntropy().of(logits, Tensor.of(-100, -100)).item())
                .isNaN();
    }

    @Test
    void smoothedLabelsAreWeighedClassByClass() {
        double[] weights = {3, 1, 2};
        int[] labels = {2, -100, 0};
        double smoothing = 0.3;
        Tensor logits = RandomKey.of(9).normal(Shape.of(3, 3)).evaluate();
        float[] x = logits.toFloats();
        double sum = 0;
        double total = 0;
        for (int i : new int[] {0, 2}) {
            double partition = 0;
            for (int c = 0; c < 3; c++) {
                partition += Math.exp(x[3 * i + c]);
            }
            for (int c = 0; c < 3; c++) {
                double share = (c == labels[i] ? 1 - smoothing : 0) + smoothing / 3;
                sum += share * weights[c] * (Math.log(partition) - x[3 * i + c]);
            }
            total += weights[labels[i]];
        }
        ClassCrossEntropy loss = new ClassCrossEntropy(weights).smoothed(smoothing);
        assertThat(loss.of(logits, Tensor.of(labels)).item()).isCloseTo(sum / total, within(1e-6));
        assertThat(new ClassCrossEntropy()
                        .smoothed(smoothing)
                        .of(logits, Tensor.of(0, 1, 2))
                        .item())
                .isCloseTo(
                        new SoftmaxCrossEntropy(smoothing)
                                .of(logits, Tensor.of(0, 1, 2))
                                .item(),
                        within(1e-6));
        assertThatThrownBy(() -> new ClassCrossEntropy().smoothed(1.5)).hasMessageContaining("smoothing");
    }

    @Test
    void embeddingsAreComparedInPairs() {
        Tensor a = Tensor.of(new float[][] {{3, 4}, {1, 0}});
        Tensor b = Tensor.of(new float[][] {{0, 0}, {1, 1}});
        assertThat(new Triplet().of(a, b, a).item()).isCloseTo((6 + 2) / 2.0, within(1e-4));
        assertThat(new Contrastive(3).of(a, b, Tensor.of(1, 0)).item()).isCloseTo((25 + 4) / 4.0, within(1e-5));
        assertThat(new CosineEmbedding().of(a, b, Tensor.of(1, -1)).item())
                .isCloseTo((1 + Math.sqrt(0.5)) / 2, within(1e-5));
    }

    @Test
    void targetsOfAnotherDtypeAreToldWithTheCast() {
        Tensor whole = Tensor.of(new int[6], Shape.of(2, 3));
        for (Loss loss : List.of(
                new BinaryCrossEntropy(),
                new Focal(),
                new Hinge(),
                new Huber(),
                new SmoothL1(),
                new Quantile(0.5),
                new MeanAbsoluteLoss(),
                new MeanSquaredError(),
                new PoissonLikelihood(),
                new KullbackLeibler(),
                new DistributionCrossEntropy())) {
            assertThatThrownBy(() -> loss.of(random(1), whole))
                    .as(loss.toString())
                    .isInstanceOf(DTypeException.class)
                    .hasMessageContainingAll(
                            "predictions float32[2, 3]", "targets int32[2, 3]", "targets.cast(DType.FLOAT32)");
            assertThat(loss.of(random(1), whole.cast(DType.FLOAT32)).shape()).isEqualTo(Shape.SCALAR);
        }
        assertThatThrownBy(() -> new BinaryCrossEntropy().of(random(1), whole))
                .hasMessage("binary cross-entropy: predictions float32[2, 3], targets int32[2, 3]"
                        + " (targets are of the predictions' dtype: targets.cast(DType.FLOAT32))");
        assertThatThrownBy(() -> new GaussianLikelihood().of(random(1), random(2), whole))
                .hasMessageContaining("targets.cast");
        assertThatThrownBy(() -> new Hinge().of(whole, random(1))).hasMessageContaining("predictions are floating");
    }

    @Test
    void broadcastingIsRefused() {
        assertThatThrownBy(() -> new Huber().of(Tensor.zeros(3, 1), Tensor.zeros(3)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("[3, 1]");
        assertThatThrownBy(() -> new ClassCrossEntropy(1, 2).of(random(1), Tensor.of(0, 1)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("2 weights of 3 classes");
    }

    /** Loss, prediction, a target that can be but for rounding, and one that cannot. */
    static Stream<org.junit.jupiter.params.provider.Arguments> impossible() {
        return Stream.of(
                        new Object[] {new BinaryCrossEntropy(), 0.3, 1.0005, 1.5},
                        new Object[] {new BinaryCrossEntropy(2), 0.3, -0.0005, -0.2},
                        new Object[] {new BinaryCrossEntropy(), 0.3, 0.5, Double.NaN},
                        new Object[] {new Focal(), 0.3, 0.9995, 0.5},
                        new Object[] {new Focal(), 0.3, 0.0, 2.0},
                        new Object[] {new Hinge(), 0.3, -1.0005, 0.0},
                        new Object[] {new Hinge(), 0.3, 1.0, 3.0},
                        new Object[] {new KullbackLeibler(), -0.3, 1.0005, 1.2},
                        new Object[] {new KullbackLeibler(), -0.3, 0.0, -0.1})
                .map(org.junit.jupiter.params.provider.Arguments::of);
    }

    @ParameterizedTest
    @MethodSource("impossible")
    void aTargetThatCannotBeMakesTheLossNaN(Loss loss, double prediction, double right, double wrong) {
        Tensor x = Tensor.of((float) prediction, (float) prediction).unsqueeze(1);
        Tensor good = Tensor.of((float) right, (float) right).unsqueeze(1);
        assertThat(loss.of(x, good).item()).isFinite();
        Tensor one = loss.of(x, Tensor.of((float) right, (float) wrong).unsqueeze(1));
        assertThat(one.item()).isNaN();
        float[] slopes = Gradient.of(one).at(x).toFloats();
        assertThat(slopes[0])
                .as("the other example's gradient is as it was")
                .isEqualTo(Gradient.of(loss.of(x, good)).at(x).toFloats()[0]);
        assertThat(slopes[1]).isNaN();
    }

    @Test
    void probabilitiesInThePlaceOfTheirLogarithmsAreNoDivergence() {
        assertThat(new KullbackLeibler().of(SHARES.add(0.1), SHARES).item()).isNaN();
    }

    @Test
    void axesOfExtent1ThatAreMissingAreTold() {
        for (Loss loss : List.of(new MeanSquaredError(), new Huber(), new BinaryCrossEntropy())) {
            assertThatThrownBy(() -> loss.of(Tensor.zeros(16, 1), Tensor.zeros(16)))
                    .isInstanceOf(ShapeException.class)
                    .hasMessageContaining("(they are of one shape: targets.unsqueeze(1))");
            assertThatThrownBy(() -> loss.of(Tensor.zeros(16), Tensor.zeros(16, 1)))
                    .hasMessageContaining("(they are of one shape: targets.squeeze(1))");
            assertThatThrownBy(() -> loss.of(Tensor.zeros(1, 16), Tensor.zeros(16, 1)))
                    .hasMessageContaining("(they are of one shape: targets.reshape(1, 16))");
            assertThatThrownBy(() -> loss.of(Tensor.zeros(16, 2), Tensor.zeros(16)))
                    .hasMessageEndingWith("(they are of one shape)");
        }
    }
}
