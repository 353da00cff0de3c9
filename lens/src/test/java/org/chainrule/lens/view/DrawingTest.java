package org.chainrule.lens.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.chainrule.Backpropagation;
import org.chainrule.RandomKey;
import org.chainrule.Tensor;
import org.chainrule.Tree;
import org.chainrule.graph.Node;
import org.chainrule.graph.Op;
import org.chainrule.graph.Unary;
import org.chainrule.lens.Example;
import org.chainrule.lens.view.Drawing.Group;
import org.chainrule.nn.Activation;
import org.chainrule.nn.MeanSquaredError;
import org.chainrule.nn.Mlp;
import org.junit.jupiter.api.Test;

/** Operations stand in the parts of the model where one expects them. */
class DrawingTest {
    /** A graph that is drawn, with its nodes. */
    private record Drawn(List<Node> nodes, Drawing drawing) {
        static Drawn of(Tensor loss, Object model) {
            Map<Node, String> names = new HashMap<>();
            Tree.named(model).forEach((path, tensor) -> names.put(tensor.node(), path));
            List<Node> nodes = Backpropagation.of(loss, model).steps().stream()
                    .map(Backpropagation.Step::node)
                    .toList();
            return new Drawn(nodes, Drawing.of(nodes, names, model));
        }

        static Drawn of(Example example) {
            Example.Shown shown = example.shown();
            return of(shown.loss(), shown.model());
        }

        Set<String> paths() {
            return drawing.groups().stream().map(Group::path).collect(Collectors.toSet());
        }

        List<Op> operations(String path) {
            return IntStream.range(0, nodes.size())
                    .filter(i -> path(i).equals(path))
                    .mapToObj(i -> nodes.get(i).op())
                    .toList();
        }

        private String path(int node) {
            int group = drawing.groupOf().get(node);
            return group < 0 ? "" : drawing.groups().get(group).path();
        }

        String kind(String path) {
            return drawing.groups().stream()
                    .filter(group -> group.path().equals(path))
                    .findFirst()
                    .orElseThrow()
                    .kind();
        }
    }

    @Test
    void aPerceptronIsItsLayersAndTheLoss() {
        Drawn drawn = Drawn.of(Example.MLP);
        assertThat(drawn.paths()).containsExactlyInAnyOrder("layers.0", "layers.1", "layers.2", "loss");
        assertThat(drawn.kind("layers.0")).isEqualTo("Dense");
        assertThat(drawn.kind("loss")).isEqualTo("SoftmaxCrossEntropy");
        assertThat(drawn.operations("layers.0")).contains(Unary.RELU);
        assertThat(drawn.operations("layers.2")).doesNotContain(Unary.EXP);
        assertThat(drawn.operations("loss")).contains(Unary.EXP, Unary.LOG);
    }

    @Test
    void aConvolutionsWindowsAreTheConvolutionsAndThePoolingFollowsIt() {
        Drawn drawn = Drawn.of(Example.LENET);
        assertThat(drawn.paths())
                .containsExactlyInAnyOrder(
                        "strokes", "shapes", "digit", "digit.layers.0", "digit.layers.1", "digit.layers.2", "loss");
        assertThat(drawn.operations("strokes").toString()).contains("Window", "MATMUL", "RELU", "MAX");
        assertThat(drawn.operations("shapes").toString()).contains("Window", "MATMUL", "RELU", "MAX");
    }

    @Test
    void aBlockHoldsItsAttentionItsNormsAndItsShortcuts() {
        Drawn drawn = Drawn.of(Example.TRANSFORMER);
        for (String block : List.of("blocks.0", "blocks.1")) {
            assertThat(drawn.paths()).contains(block, block + ".attention", block + ".attention.query");
            assertThat(drawn.operations(block).toString()).isEqualTo("[ADD, ADD]");
            assertThat(drawn.operations(block + ".attention")).contains(Unary.EXP);
            assertThat(drawn.operations(block + ".attentionNorm")).contains(Unary.SQRT);
            assertThat(drawn.operations(block + ".forwardNorm")).contains(Unary.SQRT);
        }
        assertThat(drawn.operations("norm")).contains(Unary.SQRT);
        assertThat(drawn.operations("loss")).contains(Unary.LOG).doesNotContain(Unary.SQRT);
    }

    @Test
    void whatFollowsALayerIsTheLossWithoutALayerOfTheLibraryToo() {
        Mlp model = Mlp.of(List.of(2, 3, 1), Activation.TANH, RandomKey.of(1));
        Tensor y = model.apply(Tensor.of(new float[][] {{1, 2}, {3, 4}}));
        Tensor target = Tensor.of(new float[][] {{1}, {0}});
        Drawn own = Drawn.of(y.sub(target).square().mean(), model);
        assertThat(own.operations("loss").toString()).contains("SUB", "SQUARE");
        assertThat(own.operations("layers.1").toString()).doesNotContain("SQUARE");
        Drawn library = Drawn.of(new MeanSquaredError().of(y, Tensor.of(new float[][] {{3}, {4}})), model);
        assertThat(library.kind("loss")).isEqualTo("MeanSquaredError");
    }

    @Test
    void withoutPartsThereAreNoGroupsAndConstantsAreNotDrawn() {
        Tensor x = Tensor.of(1f, 2f);
        Drawn drawn = Drawn.of(x.mul(3).add(1).tanh().sum(), Map.of("x", x));
        assertThat(drawn.drawing().groups()).isEmpty();
        assertThat(drawn.drawing().items(Set.of())).hasSize(5);
        assertThat(drawn.drawing().edges(Set.of())).hasSize(4);
    }

    @Test
    void aLargeNetworkIsClosedAtFirstAndASmallOneOpen() {
        Drawing large = Drawn.of(Example.TRANSFORMER).drawing();
        assertThat(large.items(large.openAtFirst())).hasSizeLessThanOrEqualTo(16);
        Mlp model = Mlp.of(List.of(1, 1), Activation.RELU, RandomKey.of(1));
        Drawing small = Drawn.of(model.apply(Tensor.of(new float[][] {{1}})).sum(), model)
                .drawing();
        assertThat(small.openAtFirst()).hasSameSizeAs(small.groups());
    }

    @Test
    void anEdgeOfAClosedGroupStandsForAllThatCross() {
        Drawing drawing = Drawn.of(Example.MLP).drawing();
        assertThat(drawing.edges(Set.of()).stream().map(edge -> edge.from() + ">" + edge.to()))
                .doesNotHaveDuplicates()
                .contains("g0>g1", "g1>g2", "g2>g3");
    }
}
