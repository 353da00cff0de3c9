package org.chainrule.compile;

import java.util.List;
import org.chainrule.Gradient;
import org.chainrule.Tangent;
import org.chainrule.Tensor;
import org.chainrule.check.OpCheck;
import org.chainrule.graph.Leaf;
import org.chainrule.graph.Node;
import org.chainrule.graph.Sample;
import org.chainrule.graph.Tuple;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operation, its gradient and its tangent, compiled. */
class SamplesParityTest {
    static List<Sample> samples() {
        return OpCheck.samples().stream()
                .filter(sample -> !(sample.op() instanceof Leaf.Argument))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void isWhatTheReferenceComputes(Sample sample) {
        Node node = Node.of(sample.op(), sample.draw(3));
        for (Node result : Tuple.results(node)) {
            check(node, result);
        }
    }

    private static void check(Node node, Node result) {
        Tensor y = Tensor.of(result);
        Parity.check(y);
        for (int i = 0; i < node.inputs().size(); i++) {
            Node input = node.input(i);
            if (result.dtype().isFloating()
                    && input.dtype().isFloating()
                    && node.op().differentiable(i)) {
                Tensor x = Tensor.of(input);
                Tensor upstream = Parity.random(9, result.shape().extents()).cast(result.dtype());
                Tensor direction = Parity.random(8, input.shape().extents()).cast(input.dtype());
                Parity.check(Gradient.of(y, upstream).at(x), Tangent.of(y).along(x, direction));
            }
        }
    }
}
