package org.chainrule.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.Gradient;
import org.chainrule.Tangent;
import org.chainrule.Tensor;
import org.chainrule.graph.DTypeException;
import org.chainrule.graph.DerivativeException;
import org.chainrule.graph.Node;
import org.chainrule.graph.ShapeException;
import org.chainrule.graph.Topology;
import org.chainrule.interpret.Interpreter;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ReverseTest {
    record Line(Tensor slope, Tensor intercept, String name) {}

    @Test
    void theGradientHasTheFormOfItsInput() {
        Line line = new Line(Tensor.of(2f), Tensor.of(1f), "first");
        Tensor loss = line.slope().mul(3).add(line.intercept()).square().sum();
        Line gradient = Gradient.of(loss).at(line);
        assertThat(gradient.name()).isEqualTo("first");
        assertThat(gradient.slope().toFloats()).containsExactly(42f);
        assertThat(gradient.intercept().toFloats()).containsExactly(14f);
        Map<String, Tensor> map = new LinkedHashMap<>();
        map.put("w", line.slope());
        assertThat(Gradient.of(loss).at(map).get("w")).isEqualTo(gradient.slope());
        assertThat(Gradient.of(loss).at(List.of(line.intercept())).getFirst()).isEqualTo(gradient.intercept());
    }

    @Test
    void aTensorThatIsUsedTwiceGetsBothGradients() {
        Tensor x = Tensor.of(3.0);
        Tensor y = x.square();
        assertThat(Gradient.of(y.mul(x).add(y).sum()).at(x).toDoubles()).containsExactly(27 + 6);
    }

    @Test
    void whatTheOutputDoesNotDependOnHasAZeroGradient() {
        Tensor x = Tensor.of(1.0, 2.0);
        Tensor other = Tensor.of(5.0, 6.0, 7.0);
        assertThat(Gradient.of(x.sum()).at(List.of(x, other)).getLast().toDoubles())
                .containsExactly(0, 0, 0);
        assertThatThrownBy(() -> Gradient.of(x.sum()).at(other)).isInstanceOf(DerivativeException.class);
        assertThat(Gradient.of(x.floor().sum()).at(x).toDoubles()).containsExactly(0, 0);
        assertThat(Gradient.of(x.gt(1.5).cast(x.dtype()).sum()).at(x).toDoubles())
                .containsExactly(0, 0);
        assertThat(Tangent.of(List.of(x.sum(), other))
                        .along(other, other)
                        .getFirst()
                        .item())
                .isZero();
        assertThatThrownBy(() -> Tangent.of(x.sum()).along(other, other)).isInstanceOf(DerivativeException.class);
    }

    @Test
    void byANodeInTheMiddle() {
        Tensor x = Tensor.of(2.0);
        Tensor middle = x.square();
        Tensor y = middle.mul(middle).sum();
        assertThat(Gradient.of(y).at(middle).item()).isEqualTo(8);
        assertThat(Gradient.of(y).at(List.of(x, middle)).getFirst().item()).isEqualTo(32);
    }

    @Test
    void anUpstreamGradientIsPulledBack() {
        Tensor x = Tensor.of(1.0, 2.0, 3.0);
        Tensor y = x.square();
        assertThat(Gradient.of(y, Tensor.of(1.0, 10, 100)).at(x).toDoubles()).containsExactly(2, 40, 600);
    }

    @Test
    void aGradientIsOfANumber() {
        assertThatThrownBy(() -> Gradient.of(Tensor.of(1f, 2f)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("sum()");
        assertThatThrownBy(() -> Gradient.of(Tensor.of(1)))
                .isInstanceOf(DTypeException.class)
                .hasMessageContaining("int32");
        assertThatThrownBy(() -> Gradient.of(Tensor.of(1f, 2f), Tensor.of(1f)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("upstream");
    }

    @Test
    void aDirectionHasTheFormOfWhatMoves() {
        Tensor x = Tensor.of(1f, 2f);
        assertThatThrownBy(() -> Tangent.of(x.sum()).along(x, Tensor.of(1f)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("direction");
    }

    @Test
    @Tag("slow")
    void aChainOfAHundredThousandNodes() {
        Tensor x = Tensor.of(0.5);
        double step = 1e-5;
        Tensor y = x;
        for (int i = 0; i < 50_000; i++) {
            y = y.add(y.mul(step)); // two nodes
        }
        Tensor gradient = Gradient.of(y.sum()).at(x);
        double value = Interpreter.run(List.of(gradient.node())).getFirst().getDouble(0);
        assertThat(value).isCloseTo(Math.pow(1 + step, 50_000), within(1e-9));
    }

    @Test
    void aLongChainInForwardMode() {
        Tensor x = Tensor.of(0.5);
        Tensor y = x;
        for (int i = 0; i < 2_000; i++) {
            y = y.add(y.mul(1e-3));
        }
        assertThat(Tangent.of(y).along(x, Tensor.of(1.0)).item()).isCloseTo(Math.pow(1.001, 2_000), within(1e-9));
    }

    @Test
    void derivedNodesBelongToTheLineTheyDeriveFrom() {
        Tensor x = Tensor.of(0.5);
        Tensor y = x.tanh();
        Tensor z = y.exp().sum();
        Tensor gradient = Gradient.of(z).at(x);
        List<Node> made = Topology.of(List.of(gradient.node()));
        int gradientLine = gradient.source().line();
        assertThat(gradientLine).isEqualTo(y.source().line());
        assertThat(made).anyMatch(node -> node.source().equals(z.source()));
    }
}
