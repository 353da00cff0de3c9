package org.chainrule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Function;
import org.chainrule.check.GradCheck;
import org.chainrule.graph.DType;
import org.chainrule.graph.Node;
import org.chainrule.graph.Reduce;
import org.chainrule.graph.Shape;
import org.chainrule.graph.Topology;
import org.junit.jupiter.api.Test;

/** The gradient by a bias that all steps share is one sum over all steps. */
class ScanSumsTest {
    private final RandomKey key = RandomKey.of(11);
    private final Tensor weight = key.fold(0).normal(Shape.of(8, 8)).mul(0.3).cast(DType.FLOAT64);
    private final Tensor first = key.fold(1).normal(Shape.of(2, 8)).cast(DType.FLOAT64);
    private final Tensor inputs = key.fold(2).normal(Shape.of(4, 2, 8)).cast(DType.FLOAT64);
    private final Tensor bias = key.fold(3).normal(Shape.of(8)).cast(DType.FLOAT64);

    private Tensor loss(Tensor by) {
        return Scan.of((Tensor carry, Tensor x) -> {
                    Tensor next = carry.matmul(weight).add(by).add(x).tanh();
                    return new Scan.Step<>(next, next.square());
                })
                .over(first, inputs)
                .output()
                .sum();
    }

    private static long sumsWithinSteps(Tensor tensor) {
        return Topology.of(List.of(tensor.node())).stream()
                .map(Node::op)
                .filter(org.chainrule.graph.Scan.class::isInstance)
                .map(org.chainrule.graph.Scan.class::cast)
                .flatMap(scan -> Topology.of(scan.definition().outputs()).stream())
                .filter(node -> node.op() instanceof Reduce)
                .count();
    }

    @Test
    void theStepBackwardSumsNothing() {
        assertThat(sumsWithinSteps(Gradient.of(loss(bias)).at(bias))).isZero();
    }

    @Test
    void aSumOfWhatTheStepDoesNotGiveStaysInIt() {
        Function<Tensor, Tensor> scaled = by -> Scan.of((Tensor carry, Tensor x) -> {
                    Tensor next = carry.mul(by).add(x.mul(2)).tanh();
                    return new Scan.Step<>(next, next);
                })
                .over(first, inputs)
                .output()
                .sum();

        assertThat(sumsWithinSteps(Gradient.of(scaled.apply(bias)).at(bias))).isEqualTo(1);
        GradCheck.of(scaled::apply, bias).assertPassed();
    }

    @Test
    void derivativesOfFirstAndSecondOrderAreRight() {
        GradCheck.of(this::loss, bias).assertPassed();
        GradCheck.of((Tensor by) -> Gradient.of(loss(by)).at(by).square().sum(), bias)
                .assertPassed();
    }

    @Test
    void aBiasOfOtherAxesIsSummedAlongThese() {
        Function<Tensor, Tensor> column = by -> Scan.of((Tensor carry, Tensor x) -> {
                    Tensor next =
                            carry.matmul(weight).add(by.reshape(2, 1)).add(x).tanh();
                    return new Scan.Step<>(next, next.square());
                })
                .reversed()
                .over(first, inputs)
                .output()
                .sum();
        Tensor heights = key.fold(4).normal(Shape.of(2)).cast(DType.FLOAT64);

        GradCheck.of(column::apply, heights).assertPassed();
    }
}
