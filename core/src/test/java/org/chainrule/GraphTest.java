package org.chainrule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.chainrule.graph.Source;
import org.junit.jupiter.api.Test;

class GraphTest {
    private static final Tensor X = Tensor.of(1f, 2f);

    @Test
    void nodesStandInTopologicalOrder() {
        Graph graph = Graph.of(X.mul(X).sum());
        assertThat(graph.toString().replaceAll(":\\d+", ":1").lines())
                .containsExactly(
                        "%0 = constant : float32[2]   GraphTest.java:1",
                        "%1 = mul(%0, %0) : float32[2]   GraphTest.java:1",
                        "%2 = sum[0](%1) : float32[]   GraphTest.java:1");
    }

    @Test
    void aDrawingHasANodeForEachOperationAndAnArrowForEachInput() {
        String dot = Graph.of(X.mul(X).sum()).toDot();
        assertThat(dot).startsWith("digraph chainrule {").endsWith("}\n");
        assertThat(dot.lines().filter(line -> line.contains("label=\""))).hasSize(3);
        assertThat(dot.lines().filter(line -> line.contains("->")))
                .containsExactly("  n0 -> n1 [label=0];", "  n0 -> n1 [label=1];", "  n1 -> n2;");
        assertThat(dot).containsPattern("label=\"mul\\\\nfloat32\\[2]\\\\nGraphTest.java:\\d+\"");
    }

    @Test
    void theGradientIsToldApart() {
        Tensor loss = X.tanh().sum();
        Graph graph = Graph.of(List.of(loss, Gradient.of(loss).at(X)));
        assertThat(graph.toDot().lines().filter(line -> line.contains("peripheries=2")))
                .hasSize(2);
        assertThat(graph.toDot()).contains("fillcolor=lightgray");
        assertThat(graph.toString()).contains("backward pass");
    }

    @Test
    void labelsAreEscaped() {
        Source strange = new Source("A", "b", "a\\\"b\n.java", 1);
        Tensor y = Source.as(strange, () -> X.sub(0.123));
        String dot = Graph.of(y).toDot();
        assertThat(dot).contains("a\\\\\\\"b\\n.java:1");
        // outside of its labels a drawing has no quotes left over
        Pattern quoted = Pattern.compile("\"(\\\\.|[^\"\\\\])*\"", Pattern.DOTALL);
        assertThat(quoted.matcher(dot).replaceAll("")).doesNotContain("\"");
    }

    @Test
    void aTreeWithoutTensorsHasNoNodes() {
        assertThat(Graph.of(List.of()).toDot()).contains("digraph");
        assertThat(Graph.of(List.of()).nodes()).isEmpty();
    }
}
