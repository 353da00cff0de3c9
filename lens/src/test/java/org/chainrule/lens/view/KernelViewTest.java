package org.chainrule.lens.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chainrule.Backpropagation;
import org.chainrule.RandomKey;
import org.chainrule.Tensor;
import org.chainrule.graph.Leaf;
import org.chainrule.nn.Activation;
import org.chainrule.nn.Mlp;
import org.junit.jupiter.api.Test;

/** The operations of the compiled loss are found again in the graph. */
class KernelViewTest {
    private static final Mlp MODEL = Mlp.of(List.of(3, 4, 2), Activation.TANH, RandomKey.of(1));

    private static final Backpropagation LOSS = Backpropagation.of(
            MODEL.apply(Tensor.of(new float[][] {{1, 2, 3}, {-1, 0, 1}}))
                    .square()
                    .sum(),
            MODEL);

    @SuppressWarnings("unchecked")
    private static List<Map<String, ?>> list(Map<String, ?> document, String name) {
        return (List<Map<String, ?>>) document.get(name);
    }

    @Test
    void eachProductIsItsOwnAndItsGradientsAreThose() {
        Map<String, ?> document = new KernelView(LOSS, MODEL).document();
        Set<Object> forward = new HashSet<>();
        Set<Object> backward = new HashSet<>();
        for (Map<String, ?> kernel : list(document, "kernels")) {
            assertThat((Double) kernel.get("seconds")).isPositive();
            for (Map<String, ?> node : list(kernel, "nodes")) {
                if (node.get("op").equals("matmul")) {
                    (node.get("backward").equals(true) ? backward : forward).add(node.get("of"));
                }
            }
        }
        List<Object> products = LOSS.steps().stream()
                .filter(step -> step.node().op().toString().equals("MATMUL"))
                .<Object>map(LOSS.steps()::indexOf)
                .toList();
        assertThat(forward).containsExactlyInAnyOrderElementsOf(products);
        assertThat(backward).containsExactlyInAnyOrderElementsOf(products);
    }

    @Test
    void whatIsGivenIsArgumentsAndLossAndGradientsAreResults() {
        Map<String, ?> document = new KernelView(LOSS, MODEL).document();
        List<Integer> given = list(document, "buffers").stream()
                .filter(buffer -> buffer.get("home").equals("argument"))
                .<Integer>map(buffer -> (Integer) buffer.get("of"))
                .toList();
        assertThat(given)
                .isNotEmpty()
                .allSatisfy(
                        number -> assertThat(LOSS.steps().get(number).flows()).isEmpty());
        assertThat(list(document, "buffers").stream()
                        .filter(buffer -> buffer.get("home").equals("result")))
                .hasSize(5);
    }

    @Test
    void withoutAModelTheGradientIsByAllThatIsGiven() {
        Tensor x = Tensor.of(1f, 2f, 3f);
        Backpropagation loss = Backpropagation.of(x.exp().sum());
        assertThat(loss.steps().getFirst().node().op()).isInstanceOf(Leaf.Constant.class);
        Map<String, ?> document = new KernelView(loss, List.of()).document();
        assertThat(list(document, "kernels").stream().flatMap(kernel -> list(kernel, "nodes").stream()))
                .anySatisfy(node -> assertThat(node.get("op")).isEqualTo("exp"));
    }
}
