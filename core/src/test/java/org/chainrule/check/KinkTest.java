package org.chainrule.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Function;
import org.chainrule.Gradient;
import org.chainrule.Tensor;
import org.chainrule.graph.DType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Kinks and jumps are recognised, and hide no error. */
class KinkTest {
    private static List<Verdict> entries(Function<Tensor, Tensor> function, double... at) {
        GradReport report = GradCheck.of(function, Tensor.of(at)).report();
        report.assertPassed();
        return report.by(Check.DIFFERENCE).stream().map(Finding::verdict).toList();
    }

    @Test
    void reluAtZero() {
        assertThat(entries(Tensor::relu, -1, 0, 1)).containsExactly(Verdict.PASSED, Verdict.KINK, Verdict.PASSED);
    }

    @Test
    void absAtZeroThoughTheCentralDifferenceAgrees() {
        assertThat(entries(Tensor::abs, -1, 0, 1)).containsExactly(Verdict.PASSED, Verdict.KINK, Verdict.PASSED);
    }

    @Test
    void leakyReluAndHardTanhAtTheirCorners() {
        assertThat(entries(x -> x.leakyRelu(0.01), -1, 0, 1))
                .containsExactly(Verdict.PASSED, Verdict.KINK, Verdict.PASSED);
        assertThat(entries(Tensor::hardTanh, -1, 0, 1)).containsExactly(Verdict.KINK, Verdict.PASSED, Verdict.KINK);
    }

    @Test
    void maximaThatTie() {
        assertThat(entries(x -> x.max(0), 2, 1, 2, 0))
                .containsExactly(Verdict.KINK, Verdict.PASSED, Verdict.KINK, Verdict.PASSED);
        assertThat(entries(x -> x.maximum(Tensor.of(1.0, 1.0)), 1, 3)).containsExactly(Verdict.KINK, Verdict.PASSED);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-2, 1e-4, 1e-6, 1e-8})
    void beingNearAKinkIsNoKink(double distance) {
        assertThat(entries(Tensor::relu, distance, -distance)).containsExactly(Verdict.PASSED, Verdict.PASSED);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-2, 1e-4, 1e-6, 1e-8})
    void anErrorNearAKinkIsNotHidden(double distance) {
        GradReport report = GradCheck.of(x -> x.relu().sum(), Tensor.of(distance))
                .gradient(x -> x.mul(0).add(0.5))
                .report();
        assertThat(report.by(Check.DIFFERENCE)).extracting(Finding::verdict).containsExactly(Verdict.WRONG);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.1, 5, -1})
    void aGradientOutsideTheTwoSlopesIsWrong(double claimed) {
        GradReport report = GradCheck.of(x -> x.relu().sum(), Tensor.of(0.0))
                .gradient(x -> x.add(claimed))
                .report();
        assertThat(report.by(Check.DIFFERENCE)).extracting(Finding::verdict).containsExactly(Verdict.WRONG);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.5, 1})
    void anyGradientBetweenTheTwoSlopesIsOne(double claimed) {
        GradReport report = GradCheck.of(x -> x.relu().sum(), Tensor.of(0.0))
                .gradient(x -> x.add(claimed))
                .report();
        assertThat(report.by(Check.DIFFERENCE)).extracting(Finding::verdict).containsExactly(Verdict.KINK);
    }

    @Test
    void anErrorInTheEntryBesideAKinkIsCaught() {
        Function<Tensor, Tensor> function = x -> x.relu().mul(x.exp()).sum();
        GradReport report = GradCheck.of(function, Tensor.of(0.0, 1.0))
                .gradient(x -> Gradient.of(function.apply(x)).at(x).mul(Tensor.of(1, 1.001)))
                .report();
        assertThat(report.by(Check.DIFFERENCE))
                .extracting(Finding::verdict)
                .containsExactly(Verdict.KINK, Verdict.WRONG);
    }

    @Test
    void aSteepCurveIsNoKink() {
        assertThat(entries(x -> x.mul(1e4).tanh(), 0, 1e-5)).containsOnly(Verdict.PASSED);
        assertThat(entries(x -> x.square().square(), 0, 1e-3)).containsOnly(Verdict.PASSED);
    }

    @Test
    void aJumpIsReported() {
        assertThat(entries(x -> x.floor().add(x), 1, 0.5)).containsExactly(Verdict.JUMP, Verdict.PASSED);
        assertThat(entries(x -> x.gt(0).cast(DType.FLOAT64).mul(x.add(1)), 0, 2))
                .containsExactly(Verdict.JUMP, Verdict.PASSED);
    }

    @Test
    void theGradientOfAKinkJumps() {
        GradReport report = GradCheck.of(x -> x.relu().mul(x.exp()), Tensor.of(0.0, 1.0))
                .order(2)
                .report();
        report.assertPassed();
        assertThat(report.with(Verdict.JUMP)).extracting(Finding::order).containsOnly(2);
    }

    @Test
    void theReportShowsBothSlopes() {
        assertThat(GradCheck.of(x -> x.relu().sum(), Tensor.of(0.0)).report().toString())
                .contains("KINK")
                .contains("on the left")
                .contains("on the right");
    }
}
