package org.chainrule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Function;
import org.chainrule.check.GradCheck;
import org.chainrule.graph.DType;
import org.chainrule.graph.MatMul;
import org.chainrule.graph.Node;
import org.chainrule.graph.Shape;
import org.chainrule.graph.Topology;
import org.junit.jupiter.api.Test;

/** The products of a step are kept for the gradient. */
class ScanProductsTest {
    private final RandomKey key = RandomKey.of(5);
    private final Tensor weight = key.fold(0).normal(Shape.of(3, 3)).cast(DType.FLOAT64);
    private final Tensor first = key.fold(1).normal(Shape.of(2, 3)).cast(DType.FLOAT64);
    private final Tensor inputs = key.fold(2).normal(Shape.of(4, 2, 3)).cast(DType.FLOAT64);

    private Tensor loss(Tensor by) {
        return Scan.of((Tensor carry, Tensor x) -> {
                    Tensor product = carry.matmul(by);
                    Tensor next = product.add(x).tanh();
                    return new Scan.Step<>(next, next.mul(product));
                })
                .over(first, inputs)
                .output()
                .sum();
    }

    private static long products(Tensor tensor) {
        return Topology.of(List.of(tensor.node())).stream()
                .map(Node::op)
                .filter(org.chainrule.graph.Scan.class::isInstance)
                .map(org.chainrule.graph.Scan.class::cast)
                .flatMap(scan -> Topology.of(scan.definition().outputs()).stream())
                .filter(node -> node.op() == MatMul.MATMUL)
                .count();
    }

    @Test
    void theStepBackwardComputesNoneOfThemAgain() {
        assertThat(products(loss(weight))).isEqualTo(1);
        // one forward, and backward one by the carry and one by the weight
        assertThat(products(Gradient.of(loss(weight)).at(weight))).isEqualTo(3);
    }

    @Test
    void theGradientByAWeightLargerThanItsFactorsIsOneProductOfAllSteps() {
        Tensor wide = key.fold(3).normal(Shape.of(8, 8)).mul(0.3).cast(DType.FLOAT64);
        Tensor before = key.fold(4).normal(Shape.of(2, 8)).cast(DType.FLOAT64);
        Tensor sequence = key.fold(5).normal(Shape.of(4, 2, 8)).cast(DType.FLOAT64);
        Function<Tensor, Tensor> last = by -> Scan.of((Tensor carry, Tensor x) -> {
                    Tensor next = carry.matmul(by).add(x).tanh();
                    return new Scan.Step<>(next, next);
                })
                .over(before, sequence)
                .carry()
                .square()
                .sum();

        // within the steps one forward, and backward one by the carry
        assertThat(products(Gradient.of(last.apply(wide)).at(wide))).isEqualTo(2);
        GradCheck.of(last::apply, wide).assertPassed();
        GradCheck.of((Tensor by) -> Gradient.of(last.apply(by)).at(by).square().sum(), wide)
                .assertPassed();
    }

    @Test
    void derivativesOfFirstAndSecondOrderAreRight() {
        GradCheck.of(this::loss, weight).assertPassed();
        GradCheck.of((Tensor by) -> Gradient.of(loss(by)).at(by).square().sum(), weight)
                .assertPassed();
    }

    @Test
    void aProductThatIsAnOutputIsKeptOnce() {
        Tensor all = Scan.of((Tensor carry, Tensor x) -> {
                    Tensor product = carry.matmul(x);
                    return new Scan.Step<>(product.tanh(), product);
                })
                .over(weight, inputs.slice(1, 0, 1).broadcastTo(4, 3, 3))
                .output();
        org.chainrule.graph.Scan scan =
                (org.chainrule.graph.Scan) all.node().input(0).op();
        assertThat(scan.definition().outputs()).hasSize(2);
    }
}
