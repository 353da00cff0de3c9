package org.chainrule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.chainrule.graph.DType;
import org.chainrule.graph.Shape;
import org.chainrule.graph.Topology;
import org.junit.jupiter.api.Test;

/** The tier follows from the graph alone, and a program that is found again computes with the numbers at hand. */
class EvaluationTest {
    private static boolean isSmall(Tensor tensor) {
        return Evaluation.isSmall(
                Topology.of(List.of(tensor.node()), node -> node.value().isEmpty()));
    }

    private static Tensor filled(double value, int... extents) {
        return Tensor.of(Tensor.full(Shape.of(extents), value, DType.FLOAT32).data());
    }

    @Test
    void smallGraphsAreWalkedThrough() {
        assertThat(isSmall(filled(1, 100).add(1).tanh())).isTrue();
        assertThat(isSmall(filled(1, 20, 20).matmul(filled(1, 20, 20)))).isTrue();
        assertThat(isSmall(filled(1, 10_000).sum())).isTrue();
    }

    @Test
    void largeGraphsAreCompiled() {
        assertThat(isSmall(filled(1, 30_000).add(1))).isFalse();
        assertThat(isSmall(filled(1, 30_000).sum())).isFalse();
        assertThat(isSmall(filled(1, 100, 100).matmul(filled(1, 100, 100)))).isFalse();
    }

    @Test
    void aLongChainOfTinyNodesIsWalkedThrough() {
        Tensor x = filled(1, 10);
        for (int i = 0; i < 10_000; i++) {
            x = x.add(1);
        }
        assertThat(isSmall(x)).isTrue();
        assertThat(x.toFloats()).containsOnly(10_001);
    }

    @Test
    void whatIsKnownCostsNothing() {
        Tensor costly = filled(1, 100, 100).matmul(filled(1, 100, 100)).evaluate();
        assertThat(isSmall(costly.get(0, 0).add(1))).isTrue();
    }

    @Test
    void aGraphThatDiffersInItsNumbersAloneGivesItsOwnValues() {
        for (int i = 1; i <= 3; i++) {
            assertThat(filled(i, 30_000).mul(2).sum().item()).isEqualTo(60_000 * i);
        }
    }

    @Test
    void literalsShapesAndRootsTellProgramsApart() {
        Tensor x = filled(3, 30_000);
        assertThat(x.mul(2).sum().item()).isEqualTo(180_000);
        assertThat(x.mul(3).sum().item()).isEqualTo(270_000);
        assertThat(x.add(2).sum().item()).isEqualTo(150_000);
        assertThat(filled(3, 40_000).mul(2).sum().item()).isEqualTo(240_000);
        Tensor one = filled(1, 30_000);
        Tensor two = filled(2, 30_000);
        assertThat(one.sub(two).sum().item()).isEqualTo(-30_000);
        assertThat(two.sub(one).sum().item()).isEqualTo(30_000);
        assertThat(one.sub(one.mul(1.5)).sum().item()).isEqualTo(-15_000);
    }

    @Test
    void moreProgramsThanAreKeptGiveRightValues() {
        for (int round = 0; round < 2; round++) {
            for (int i = 1; i <= 70; i++) {
                assertThat(filled(1, 21_000).mul(i).max().item()).isEqualTo(i);
            }
        }
    }
}
