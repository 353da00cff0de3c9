package org.chainrule.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.chainrule.RandomKey;
import org.chainrule.Tensor;
import org.chainrule.graph.DType;
import org.chainrule.graph.DTypeException;
import org.chainrule.graph.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GradCheckTest {
    record Layer(Tensor weight, Tensor bias) {
        Tensor apply(Tensor x) {
            return x.matmul(weight).add(bias);
        }
    }

    record Network(Layer hidden, Layer output, String name) {}

    private static Layer layer(int seed, int in, int out) {
        return new Layer(RandomKey.of(seed).normal(Shape.of(in, out)), Tensor.zeros(out));
    }

    private static Tensor loss(Network network, Tensor images) {
        Tensor logits = network.output().apply(network.hidden().apply(images).tanh());
        return logits.logSoftmax(1).get(1, 0).mean().neg();
    }

    private static final Network NETWORK = new Network(layer(1, 5, 4), layer(2, 4, 4), "small");
    private static final Tensor IMAGES = RandomKey.of(3).normal(Shape.of(3, 5));

    @Test
    void aModelInOneLine() {
        GradReport report =
                GradCheck.of(NETWORK, GradCheckTest::loss, IMAGES).order(2).report();
        report.assertPassed();
        assertThat(report.findings())
                .extracting(Finding::path)
                .contains("hidden.weight", "hidden.bias", "output.weight", "output.bias");
        assertThat(report.summary()).startsWith("passed: 44 of 44 entries, worst relative error ");
        assertThat(report.worstError()).isLessThan(1e-9);
    }

    @Test
    void equalParametersAreToldApart() {
        // both biases are zeros of one shape, hence one node of the graph
        GradReport report = GradCheck.of(NETWORK, GradCheckTest::loss, IMAGES).report();
        double[] first = report.findings().stream()
                .filter(f -> f.path().equals("hidden.bias"))
                .mapToDouble(Finding::analytic)
                .toArray();
        double[] second = report.findings().stream()
                .filter(f -> f.path().equals("output.bias"))
                .mapToDouble(Finding::analytic)
                .toArray();
        assertThat(first).isNotEqualTo(second);
    }

    @Test
    void listsAndMapsAndTensorsAreInputs() {
        GradCheck.of(list -> list.get(0).mul(list.get(1)), List.of(Tensor.of(1f, 2f), Tensor.of(3f, 4f)))
                .assertPassed();
        GradCheck.of(map -> map.get("a").exp().mul(map.get("b")), Map.of("a", Tensor.of(1f), "b", Tensor.of(2f)))
                .assertPassed();
        GradCheck.of(Tensor::sin, Tensor.of(1f)).assertPassed();
    }

    @Test
    void whatIsNotFloatingIsHeldFast() {
        record Lookup(Tensor table, Tensor indices) {}
        Lookup lookup = new Lookup(RandomKey.of(1).normal(Shape.of(4, 2)), Tensor.of(0, 3, 3));
        GradReport report = GradCheck.of(l -> l.table().gather(0, l.indices()).square(), lookup)
                .order(2)
                .report();
        report.assertPassed();
        assertThat(report.entries()).isEqualTo(8);
    }

    @Test
    void theFunctionIsPromotedWithAllItClosesOver() {
        Tensor weights = Tensor.of(0.1f, 0.2f, 0.3f); // float32, as in a user's program
        GradReport report = GradCheck.of(
                        x -> x.mul(weights).exp().cast(DType.FLOAT32).sum(), Tensor.of(1f, 2f, 3f))
                .report();
        report.assertPassed();
        assertThat(report.worstError()).isLessThan(1e-10); // float32 would reach 1e-3
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e8, 1e4, 1, 1e-4, 1e-8, 1e-12, -1e8, -1e-8})
    void inputsOfAnyMagnitude(double x) {
        GradCheck.of(Tensor::square, Tensor.of(x, 1)).order(2).assertPassed();
        GradCheck.of(Tensor::sin, Tensor.of(x)).assertPassed();
        GradCheck.of(t -> t.square().mul(t).mul(0.5), Tensor.of(x)).assertPassed();
        GradCheck.of(t -> t.abs().log(), Tensor.of(x)).assertPassed();
        GradCheck.of(t -> t.abs().sqrt(), Tensor.of(x)).assertPassed();
        GradCheck.of(Tensor::reciprocal, Tensor.of(x)).assertPassed();
        GradCheck.of(t -> t.div(x).tanh(), Tensor.of(x)).assertPassed();
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e8, 1, 1e-8})
    void errorsAtAnyMagnitude(double x) {
        GradReport report = GradCheck.of(t -> t.square().sum(), Tensor.of(x))
                .gradient(t -> t.mul(2.002))
                .report();
        assertThat(report.by(Check.DIFFERENCE)).extracting(Finding::verdict).containsExactly(Verdict.WRONG);
    }

    @Test
    void scalarsAndEmptyTensors() {
        GradReport scalar = GradCheck.of(Tensor::exp, Tensor.scalar(1)).order(3).report();
        scalar.assertPassed();
        assertThat(scalar.findings()).extracting(Finding::place).contains("input");
        GradReport empty =
                GradCheck.of(x -> x.square().sum(), Tensor.zeros(0, 3)).order(2).report();
        empty.assertPassed();
        assertThat(empty.entries()).isZero();
        GradCheck.of(Tensor::square, Tensor.zeros(0)).assertPassed();
        GradCheck.of(x -> Tensor.of(1.0), Tensor.of(1.0)).assertPassed();
    }

    @Test
    void outputsOfAnyShape() {
        GradCheck.of(x -> x.unsqueeze(1).mul(x), Tensor.of(1.0, 2.0, -3.0))
                .order(2)
                .assertPassed();
    }

    @Test
    void largeInputsAreCheckedInPartAndAsAWhole() {
        GradReport report = GradCheck.of(
                        x -> x.tanh().square().sum(), RandomKey.of(1).normal(Shape.of(100, 100)))
                .entries(5)
                .report();
        report.assertPassed();
        assertThat(report.by(Check.DIFFERENCE)).hasSize(5);
        assertThat(report.by(Check.DIRECTION)).hasSize(1);
        assertThat(report.summary()).startsWith("passed: 5 of 10,000 entries");
    }

    @Test
    void theSeedChoosesTheEntries() {
        Tensor x = RandomKey.of(1).normal(Shape.of(1000));
        List<String> once = places(GradCheck.of(Tensor::sin, x).entries(4));
        assertThat(places(GradCheck.of(Tensor::sin, x).entries(4))).isEqualTo(once);
        assertThat(places(GradCheck.of(Tensor::sin, x).entries(4).seed(2))).isNotEqualTo(once);
    }

    private static List<String> places(GradCheck<?> check) {
        return check.report().by(Check.DIFFERENCE).stream().map(Finding::place).toList();
    }

    @Test
    void valuesThatAreNotFiniteAreNoPass() {
        GradReport report =
                GradCheck.of(x -> x.log().sum(), Tensor.of(-1.0, 2.0)).report();
        assertThat(report.passed()).isFalse();
        assertThat(report.toString()).contains("no output is finite").contains("NaN");
    }

    @Test
    void aNaNAmongTheOutputsIsNoPass() {
        GradReport report = GradCheck.of(Tensor::log, Tensor.of(-1.0, 2.0)).report();
        assertThat(report.passed()).isFalse();
        assertThat(report.toString()).contains("1 of 2 outputs are NaN");
    }

    @Test
    void infiniteInputsAreSkippedIfTheirGradientIsFinite() {
        GradReport report = GradCheck.of(x -> x.softmax(0), Tensor.of(1.0, Double.NEGATIVE_INFINITY, 2.0))
                .report();
        report.assertPassed();
        assertThat(report.with(Verdict.SKIPPED)).extracting(Finding::place).containsExactly("input[1]");
    }

    @Test
    void atTheBorderOfTheDomainOneSideIsEnough() {
        GradCheck.of(x -> x.square().mul(x.sqrt()), Tensor.of(0.0)).assertPassed();
        GradReport pole = GradCheck.of(Tensor::sqrt, Tensor.of(0.0)).report();
        assertThat(pole.with(Verdict.NON_FINITE)).isNotEmpty();
        GradCheck.of(x -> x.ge(0).where(x.mul(3), Double.NaN), Tensor.of(0.0)).assertPassed();
    }

    @Test
    void aFunctionWithAStateIsFound() {
        AtomicInteger calls = new AtomicInteger();
        GradReport report = GradCheck.of(x -> x.mul(calls.incrementAndGet()), Tensor.of(1.0))
                .report();
        assertThat(report.passed()).isFalse();
        assertThat(report.toString()).contains("it keeps a state");
    }

    @Test
    void aFunctionMayLookAtItsInput() {
        GradCheck.of(x -> x.item() > 0 ? x.square() : x.exp(), Tensor.of(-1.0)).assertPassed();
    }

    @Test
    void wholeNumbersHaveNoGradient() {
        assertThatThrownBy(() ->
                        GradCheck.of(x -> x.argmax(0), Tensor.of(1.0, 2.0)).report())
                .isInstanceOf(DTypeException.class)
                .hasMessageContaining("int32");
    }

    @Test
    void badSettingsAreRefused() {
        GradCheck<Tensor> check = GradCheck.of(Tensor::sin, Tensor.of(1.0));
        assertThatThrownBy(() -> check.order(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> check.scale(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> check.entries(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> check.projections(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aReportIsAPageWhoseTextIsEscaped() {
        GradReport report = GradCheck.of(
                        (Map<String, Tensor> map) ->
                                map.get("<script>\"&'").square().sum(),
                        Map.of("<script>\"&'", Tensor.of(1.0, 2)))
                .gradient(map -> map)
                .report();
        assertThat(report.passed()).isFalse();
        assertThat(report.toHtml())
                .startsWith("<!DOCTYPE html>")
                .endsWith("</html>\n")
                .contains("gradient check FAILED")
                .contains("<td>&lt;script&gt;&quot;&amp;&#39;[1]</td>")
                .contains("class=\"bad\"")
                .doesNotContain("<script>")
                .doesNotContain("http");
    }

    @Test
    void theMessageOfAFailureSaysWhatWhereAndByHowMuch() {
        GradReport report = GradCheck.of(
                        (List<Tensor> list) -> list.get(0).mul(list.get(1)).sum(),
                        List.of(Tensor.of(1.0, 2), Tensor.of(3.0, 4)))
                .gradient(list -> List.of(list.get(1), list.get(0).mul(2)))
                .report();
        assertThatThrownBy(report::assertPassed)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("WRONG      1[1]: analytic 4.000000000, numeric 2.000000000")
                .hasMessageContaining("error 2")
                .hasMessageContaining("a factor of 2");
    }

    @Test
    void theNumbersOfALossAreItsOwn() {
        GradReport report = GradCheck.of((Tensor x) -> x.square().sum(), Tensor.of(3.0, -2.0))
                .order(2)
                .report();
        report.assertPassed();
        assertThat(report.by(Check.DIFFERENCE).stream().filter(finding -> finding.order() == 1))
                .extracting(Finding::analytic)
                .containsExactly(6.0, -4.0);
        assertThat(GradCheck.of((Tensor x) -> x.pow(3), Tensor.scalar(2, DType.FLOAT64))
                        .order(2)
                        .report()
                        .by(Check.DIFFERENCE))
                .extracting(Finding::analytic)
                .containsExactly(12.0, 12.0);
    }

    @Test
    void theErrorOfAGradientThatIsZeroIsNoPartOfIt() {
        GradReport report = GradCheck.of(
                        (Tensor x) -> x.sin().square().add(x.cos().square()).sum(), Tensor.of(0.3, 1.1, 2.7))
                .report();
        report.assertPassed();
        assertThat(report.worstError()).isBetween(1e-20, 1e-9);
        GradCheck.of((Tensor x) -> x.softmax(0).sum(), Tensor.of(0.3, 1.1, 2.7)).assertPassed();
        // a wrong one is
        GradReport wrong = GradCheck.of((Tensor x) -> x.mul(1e-5).sum(), Tensor.of(1.0, 2.0))
                .gradient(x -> x.mul(0))
                .report();
        assertThat(wrong.passed()).isFalse();
        assertThat(wrong.worstError()).isGreaterThan(0.9);
    }
}
