package org.chainrule.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.chainrule.Tensor;
import org.chainrule.graph.Node;
import org.chainrule.plan.Plan;
import org.junit.jupiter.api.Test;

/** What is computed late of several buffers that are kept for it alone is computed early and kept in their place. */
class CondensedTest {
    private static final Tensor INPUT = Parity.random(1, 96, 40);
    private static final Tensor WEIGHT = Parity.random(2, 40, 136).mul(0.1);
    private static final Tensor NEXT = Parity.random(3, 136, 50).mul(0.1);

    private final Tensor product = INPUT.matmul(WEIGHT);
    private final Tensor costly = product.erf();
    private final Tensor result = product.mul(costly).matmul(NEXT).tanh();
    private final Tensor slope = costly.add(product.square().neg().exp().mul(product));
    private final Tensor flow = result.matmul(NEXT.transpose());

    private static boolean isKept(Tensor tensor, Tensor... outputs) {
        List<Node> nodes = Arrays.stream(outputs).map(Tensor::node).toList();
        Plan plan = Compiler.compile(nodes, Map.of()).program().plan();
        return plan.buffers().stream().anyMatch(buffer -> buffer.node() == tensor.node());
    }

    @Test
    void aValueTakesThePlaceOfAllThatItIsComputedOf() {
        Tensor gradient = flow.mul(slope);
        assertThat(isKept(slope, gradient)).isTrue();
        assertThat(isKept(product, gradient)).isFalse();
        assertThat(isKept(costly, gradient)).isFalse();
        Parity.check(gradient);
        Parity.check(result, gradient, gradient.sum(0));
    }

    @Test
    void whatSomethingElseReadsIsKept() {
        // the loop that uses the slope, another loop, and whoever asks for the product
        Tensor besides = flow.mul(slope).add(product);
        assertThat(isKept(slope, besides)).isFalse();
        Parity.check(besides);
        Tensor later =
                flow.mul(slope).matmul(WEIGHT.transpose()).tanh().matmul(WEIGHT).mul(costly);
        assertThat(isKept(slope, later)).isFalse();
        Parity.check(later);
        Tensor gradient = flow.mul(slope);
        assertThat(isKept(slope, gradient, product)).isFalse();
        Parity.check(gradient, product);
    }

    @Test
    void ofOneBufferNothingIsGained() {
        Tensor once = product.tanh();
        Tensor gradient =
                once.matmul(NEXT).matmul(NEXT.transpose()).mul(product.square().add(1));
        assertThat(isKept(product, gradient)).isTrue();
        Parity.check(gradient);
    }
}
