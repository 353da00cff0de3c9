package org.chainrule.autodiff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.chainrule.Tensor;
import org.chainrule.check.OpCheck;
import org.chainrule.graph.Leaf;
import org.chainrule.graph.Node;
import org.chainrule.graph.Sample;
import org.chainrule.graph.Tuple;
import org.chainrule.graph.Type;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The batching rule of every operation, against a loop over the examples. */
class BatchingTest {
    static Stream<Sample> samples() {
        return OpCheck.samples().stream().filter(sample -> !sample.inputs().isEmpty());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void isALoopOverExamples(Sample sample) {
        int inputs = sample.inputs().size();
        for (int each = 1; each < 1 << inputs; each++) {
            for (int count : new int[] {1, 3}) {
                check(sample, each, count);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0})
    void ofNoExamplesIsEmpty(int count) {
        Tensor x = Tensor.zeros(count, 3);
        Node one = standIn(0, new Type(x.shape().without(0), x.dtype()));
        Node sine = Tensor.of(one).sin().node();
        Node all = Batching.batched(List.of(sine), Map.of(one, x.node()), count).getFirst();
        assertThat(all.shape().extents()).containsExactly(0, 3);
    }

    /**
     * @param each bit i says whether input i differs from example to example
     */
    private static void check(Sample sample, int each, int count) {
        List<List<Node>> examples =
                IntStream.range(0, count).mapToObj(k -> sample.draw(7 + k)).toList();
        List<Node> given = new ArrayList<>();
        Map<Node, Node> all = new HashMap<>();
        for (int i = 0; i < sample.inputs().size(); i++) {
            int input = i;
            Node first = examples.getFirst().get(i);
            if ((each >> i & 1) == 0) {
                given.add(first);
            } else {
                Node one = standIn(i, first.type());
                given.add(one);
                all.put(
                        one,
                        stacked(examples.stream().map(nodes -> nodes.get(input)).toList()));
            }
        }
        List<Node> one = Tuple.results(Node.of(sample.op(), given));
        List<Node> batched = Batching.batched(one, all, count);
        List<List<Node>> looped = examples.stream()
                .map(nodes -> Node.of(
                        sample.op(),
                        IntStream.range(0, nodes.size())
                                .mapToObj(i -> (each >> i & 1) == 0
                                        ? examples.getFirst().get(i)
                                        : nodes.get(i))
                                .toList()))
                .map(Tuple::results)
                .toList();
        for (int i = 0; i < batched.size(); i++) {
            int result = i;
            Node expected =
                    stacked(looped.stream().map(results -> results.get(result)).toList());
            assertThat(batched.get(i).type()).isEqualTo(expected.type());
            assertThat(Tensor.of(batched.get(i)).toDoubles())
                    .as("%s, per example %s, %d examples", sample.op(), Integer.toBinaryString(each), count)
                    .containsExactly(Tensor.of(expected).toDoubles());
        }
    }

    private static Node stacked(List<Node> nodes) {
        return Tensor.stack(0, nodes.stream().map(Tensor::of).toList()).node();
    }

    private static Node standIn(int index, Type type) {
        return Node.of(new Leaf.Argument(-9, index, type));
    }
}
