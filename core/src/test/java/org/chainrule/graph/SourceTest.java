package org.chainrule.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.chainrule.Compiled;
import org.chainrule.Gradient;
import org.chainrule.Tensor;
import org.junit.jupiter.api.Test;

class SourceTest {
    private static int line() {
        return StackWalker.getInstance()
                .walk(frames -> frames.skip(1).findFirst().orElseThrow().getLineNumber());
    }

    @Test
    void aNodeKnowsTheUsersLine() {
        int before = line();
        Tensor y = Tensor.of(1f, 2f).softmax(0);
        assertThat(y.source().file()).isEqualTo("SourceTest.java");
        assertThat(y.source().method()).isEqualTo("aNodeKnowsTheUsersLine");
        assertThat(y.source().className()).isEqualTo("org.chainrule.graph.SourceTest");
        assertThat(y.source().line()).isEqualTo(before + 1);
        assertThat(y.source()).hasToString("SourceTest.java:" + (before + 1));
    }

    @Test
    void allPartsOfACompositionBelongToItsLine() {
        int before = line();
        Tensor y = Tensor.of(0.5f, 2f).logSoftmax(0);
        assertThat(Topology.of(List.of(y.node())).stream()
                        .filter(node -> !node.inputs().isEmpty()))
                .allMatch(node -> node.source().line() == before + 1);
    }

    @Test
    void theGradientsNodesBelongToTheLineOfTheValue() {
        Tensor x = Tensor.of(0.25f, 3f);
        int before = line();
        Tensor y = x.tanh();
        Tensor loss = y.sum();
        Tensor gradient = Gradient.of(loss).at(x);
        assertThat(gradient.source().line()).isBetween(before + 1, before + 2);
    }

    @Test
    void aTaskCanSpeakForAnotherLine() {
        Source elsewhere = new Source("Elsewhere", "run", "Elsewhere.java", 7);
        Tensor x = Tensor.of(1f);
        assertThat(Source.as(elsewhere, () -> x.cos()).source()).isEqualTo(elsewhere);
        assertThat(x.sin().source()).isNotEqualTo(elsewhere);
    }

    @Test
    void anArgumentOfACompiledFunctionBelongsToTheLineThatCallsIt() {
        Compiled<Tensor, Tensor> function = Compiled.of(Tensor::sin);
        assertThat(function.explain(Tensor.of(1f))).contains("argument0 : float32[1]   SourceTest.java:");
    }

    @Test
    void saysWhichPartOfTheLineANodeIs() {
        Source line = new Source("Digits", "main", "Digits.java", 17, Source.Pass.FORWARD, List.of("Mlp", "Dense"));
        assertThat(line.part()).isEqualTo("Mlp › Dense");
        assertThat(line.in(Source.Pass.BACKWARD).part()).isEqualTo("Mlp › Dense backward");
        Source bare = new Source("Digits", "main", "Digits.java", 17);
        assertThat(bare.part()).isEmpty();
        assertThat(bare.in(Source.Pass.TANGENT).part()).isEqualTo("tangent");
    }

    @Test
    void whatHasNoLineSaysSo() {
        assertThat(Source.UNKNOWN).hasToString("unknown");
    }

    @Test
    void aNodesTextNamesOperationTypeAndLine() {
        Tensor x = Tensor.of(1f, 2f);
        int before = line();
        String text = x.tanh().node().toString();
        assertThat(text)
                .contains("= tanh(%" + x.node().number() + ")")
                .contains("float32[2]")
                .endsWith("SourceTest.java:" + (before + 1));
    }
}
