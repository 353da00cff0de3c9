package org.chainrule.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Function;
import org.chainrule.Tensor;
import org.chainrule.graph.Binary;
import org.chainrule.graph.MatMul;
import org.chainrule.graph.Movement;
import org.chainrule.graph.Op;
import org.chainrule.graph.Shape;
import org.chainrule.graph.Unary;
import org.junit.jupiter.api.Test;

/** The operation at fault is named with the user's line. */
class BlameTest {
    private static final Tensor X = Tensor.of(new double[] {0.5, -1.2, 0.3, 0.9}, Shape.of(2, 2));

    private static Tensor network(Tensor x) {
        Tensor hidden = x.matmul(x).add(x.get(0, 0));
        Tensor active = hidden.tanh();
        return active.mul(x).sin().sum();
    }

    /** An operation's rule, too large by half. */
    private static Rule tooLarge(Op op) {
        return (node, input, upstream) -> node.op().equals(op)
                ? Rule.own(node, input, upstream).mul(node.input(input).constant(1.5))
                : Rule.own(node, input, upstream);
    }

    @Test
    void aRightGraphHasNoOneToBlame() {
        GradReport report = FaultyReverse.report(BlameTest::network, X, Rule::own);
        report.assertPassed();
        assertThat(report.blame()).isEmpty();
    }

    @Test
    void aWrongUnaryRuleIsFound() {
        Blame blame = FaultyReverse.report(BlameTest::network, X, tooLarge(Unary.TANH))
                .blame()
                .orElseThrow();
        assertThat(blame.operation()).isEqualTo("tanh");
        assertThat(blame.source().file()).isEqualTo("BlameTest.java");
        assertThat(blame.source().method()).isEqualTo("network");
        assertThat(blame.message()).contains("input 0");
    }

    @Test
    void aRuleThatIsWrongByOneInputOnlyIsFound() {
        Rule second = (node, input, upstream) -> node.op() == MatMul.MATMUL && input == 1
                ? Rule.own(node, input, upstream).neg()
                : Rule.own(node, input, upstream);
        Blame blame =
                FaultyReverse.report(BlameTest::network, X, second).blame().orElseThrow();
        assertThat(blame.operation()).isEqualTo("matmul");
        assertThat(blame.message()).contains("input 1");
    }

    @Test
    void theFirstOfSeveralFaultsIsNamed() {
        Rule planted = (node, input, upstream) -> node.op() == Unary.SIN || node.op() == Binary.MUL
                ? Rule.own(node, input, upstream).mul(node.input(input).constant(3))
                : Rule.own(node, input, upstream);
        assertThat(FaultyReverse.report(BlameTest::network, X, planted)
                        .blame()
                        .orElseThrow()
                        .operation())
                .isEqualTo("mul");
    }

    @Test
    void aBroadcastThatForgetsToSumIsFound() {
        Function<Tensor, Tensor> function = x -> x.broadcastTo(3, 2).square().sum();
        Rule forgetful = (node, input, upstream) -> node.op() instanceof Movement.Broadcast
                ? Rule.own(node, input, upstream).mul(node.input(0).constant(1.0 / 3))
                : Rule.own(node, input, upstream);
        Blame blame = FaultyReverse.report(function, Tensor.of(1.0, 2.0), forgetful)
                .blame()
                .orElseThrow();
        assertThat(blame.operation()).startsWith("broadcast");
    }

    @Test
    void rulesThatAreAllRightPutTheBlameOnTheGivenGradient() {
        GradReport report = GradCheck.of(BlameTest::network, X).gradient(x -> x).report();
        assertThat(report.passed()).isFalse();
        assertThat(report.blame()).isEmpty();
        assertThat(report.toString()).contains("every operation's own rule agrees");
    }

    @Test
    void theFirstNaNOfTheValueIsNamed() {
        GradReport report = GradCheck.of(
                        x -> {
                            Tensor shifted = x.sub(3);
                            return shifted.log().sum();
                        },
                        X)
                .report();
        assertThat(report.passed()).isFalse();
        assertThat(report.blame().orElseThrow().operation()).isEqualTo("log");
        assertThat(report.blame().orElseThrow().source().file()).isEqualTo("BlameTest.java");
        assertThat(report.toString()).contains("in the forward pass");
    }

    @Test
    void theFirstNaNOfTheGradientIsNamed() {
        // 0 · ∞: the value of √(0 · x) is fine; an infinite flow goes into the product of matrices, and meets zeros
        // there
        Tensor zeros = Tensor.of(new double[4], Shape.of(2, 2));
        GradReport report = GradCheck.of(
                        x -> x.matmul(zeros).sqrt().sum(), Tensor.of(new double[] {1, 2}, Shape.of(1, 2)))
                .report();
        assertThat(report.with(Verdict.NON_FINITE)).extracting(Finding::place).contains("input[0, 0]");
        assertThat(report.blame().orElseThrow().message()).contains("in the backward pass");
    }
}
