package org.chainrule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.Backpropagation.Flow;
import org.chainrule.Backpropagation.Step;
import org.chainrule.graph.Node;
import org.chainrule.graph.ShapeException;
import org.chainrule.graph.Unary;
import org.junit.jupiter.api.Test;

class BackpropagationTest {
    @Test
    void upstreamTimesLocalIsDownstream() {
        Tensor x = Tensor.of(1f, -2f, 3f);
        Step tanh = step(Backpropagation.of(x.tanh().mul(5).sum()), Unary.TANH);
        Flow flow = tanh.flows().getFirst();
        assertThat(flow.downstream().toFloats())
                .containsExactly(tanh.upstream()
                        .orElseThrow()
                        .mul(flow.local().orElseThrow())
                        .toFloats());
    }

    @Test
    void whatFlowsToAnInputFromAllItsConsumersIsItsUpstream() {
        Tensor x = Tensor.of(new float[] {1, 2, 3, 4}).reshape(2, 2);
        Backpropagation all =
                Backpropagation.of(x.matmul(x.tanh()).add(x).max(1).square().sum());
        Map<Node, Tensor> arrived = new HashMap<>();
        for (Step step : all.steps()) {
            step.flows()
                    .forEach(flow -> arrived.merge(step.node().input(flow.input()), flow.downstream(), Tensor::add));
        }
        assertThat(arrived).hasSizeGreaterThan(5);
        all.steps().stream()
                .filter(step -> arrived.containsKey(step.node()))
                .forEach(step -> assertThat(step.upstream().orElseThrow().toFloats())
                        .as(step.node().toString())
                        .containsExactly(arrived.get(step.node()).toFloats()));
    }

    @Test
    void whatIsNotSmoothHasNoUpstream() {
        Tensor x = Tensor.of(1f, -2f);
        List<Step> steps =
                Backpropagation.of(x.gt(0).where(x, x.mul(0.1)).sum()).steps();
        assertThat(steps)
                .filteredOn(step -> !step.node().dtype().isFloating())
                .isNotEmpty()
                .allSatisfy(step -> assertThat(step.upstream()).isEmpty())
                .allSatisfy(step -> assertThat(step.value()).isPresent());
    }

    @Test
    void severalResultsAndEmptyTensorsHaveTheirGradients() {
        Tensor factorized = Tensor.of(new float[] {4, 1, 1, 3}).reshape(2, 2);
        assertThat(Backpropagation.of(factorized.qr().r().sum()).steps())
                .anySatisfy(step -> assertThat(step.value()).isEmpty());
        assertThat(Backpropagation.of(Tensor.zeros(0, 3).exp().sum()).steps())
                .allSatisfy(step -> assertThat(step.upstream()).isPresent());
    }

    @Test
    void whatMadeTheInputsIsNotLookedAt() {
        Tensor weight = Tensor.of(1f, 2f).exp();
        List<Step> steps =
                Backpropagation.of(weight.square().sum(), List.of(weight)).steps();
        assertThat(steps).hasSize(3);
        assertThat(steps.getFirst().node()).isSameAs(weight.node());
        assertThat(steps.getFirst().flows()).isEmpty();
        assertThat(steps.getFirst().upstream().orElseThrow().toFloats())
                .containsExactly(weight.mul(2).toFloats());
    }

    @Test
    void aLossIsOneNumber() {
        assertThatThrownBy(() -> Backpropagation.of(Tensor.of(1f, 2f))).isInstanceOf(ShapeException.class);
    }

    private static Step step(Backpropagation all, Unary op) {
        return all.steps().stream()
                .filter(step -> step.node().op() == op)
                .findFirst()
                .orElseThrow();
    }
}
