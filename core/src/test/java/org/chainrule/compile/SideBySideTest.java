package org.chainrule.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.chainrule.Tensor;
import org.chainrule.graph.Node;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An optimizer's update of so many numbers that its loop has several vectors side by side. */
class SideBySideTest {
    @ParameterizedTest
    @ValueSource(ints = {(1 << 17) - 1, 1 << 17, (1 << 17) + 1, (1 << 17) + 71})
    void anUpdateOfManyNumbersIsRight(int size) {
        isRight(size);
    }

    @ParameterizedTest
    @ValueSource(ints = {1024, 1040, 1000, 1023})
    void rowsOfAnyLengthAreCovered(int columns) {
        isRight(150, columns);
    }

    @Test
    void isChosenForLargeUpdatesAlone() {
        assertThat(vectorsOf(update(1 << 17))).isEqualTo(4);
        assertThat(vectorsOf(update(150, 1000))).isEqualTo(4);
        assertThat(vectorsOf(update(1 << 16))).isEqualTo(1);
        Tensor few = Parity.random(1, 1 << 20).mul(2);
        assertThat(vectorsOf(few)).isEqualTo(1);
        // shifted beside each other, with zeros in the gaps: loads under masks, which are no streams
        Tensor beside = IntStream.range(0, 5)
                .mapToObj(i -> Parity.random(i, 1 << 14, 16).pad(0, i, 4 - i))
                .reduce(Tensor::add)
                .orElseThrow();
        assertThat(vectorsOf(beside)).isEqualTo(1);
    }

    /** How many vectors the only loop of a program has side by side. */
    private static int vectorsOf(Tensor... outputs) {
        List<Node> nodes = Arrays.stream(outputs).map(Tensor::node).toList();
        List<Integer> vectors = Fusion.of(Simplify.of(nodes), Map.of()).stages().stream()
                .map(stage -> Launch.of(((Stage.Fused) stage).loop(), false))
                .map(Kernels::together)
                .toList();
        assertThat(vectors).hasSize(1);
        return vectors.getFirst();
    }

    private static void isRight(int... extents) {
        Parity.check(update(extents));
    }

    private static Tensor[] update(int... extents) {
        Tensor weight = Parity.random(1, extents);
        Tensor gradient = Parity.random(2, extents);
        Tensor mean = Parity.random(3, extents).mul(0.9).add(gradient.mul(0.1));
        Tensor square = Tensor.of(Parity.random(4, extents).square().data())
                .mul(0.999)
                .add(gradient.square().mul(0.001));
        return new Tensor[] {weight.sub(mean.div(square.sqrt().add(1e-2)).mul(0.01)), mean, square};
    }
}
