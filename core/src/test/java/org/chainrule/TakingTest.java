package org.chainrule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.chainrule.graph.DType;
import org.chainrule.graph.Data;
import org.chainrule.graph.Shape;
import org.chainrule.graph.Type;
import org.junit.jupiter.api.Test;

/** A loop that works in the arrays of its initial tensors, and tensors whose arrays are given away. */
class TakingTest {
    private static final Type THREE = new Type(Shape.of(3), DType.FLOAT32);

    private static CompiledLoop<List<Tensor>, Tensor, Tensor> adding(List<Tensor> initial) {
        return CompiledLoop.taking(
                initial,
                (before, x) ->
                        new CompiledLoop.Next<>(before.stream().map(x::add).toList(), x.sum()));
    }

    @Test
    void theLoopWorksInTheArray() {
        float[] array = {1, 2, 3};
        CompiledLoop<List<Tensor>, Tensor, Tensor> loop = adding(List.of(Tensor.of(new Data(THREE, array))));
        assertThat(loop.step(Tensor.of(10, 20, 30f)).item()).isEqualTo(60);
        assertThat(loop.state().getFirst().toFloats()).containsExactly(11, 22, 33);
        loop.advance(Tensor.of(10, 20, 30f));
        // one of two arrays, where a state is not updated in place
        assertThat(array).doesNotContain(1, 2, 3);
        assertThat(loop.state().getFirst().toFloats()).containsExactly(21, 42, 63);
    }

    @Test
    void whatWasGivenAwayCannotBeRead() {
        Tensor tensor = Tensor.of(1, 2, 3f);
        adding(List.of(tensor));
        assertThatThrownBy(tensor::toFloats)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("given to a loop");
        assertThatThrownBy(() -> tensor.mul(2).toFloats()).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> adding(List.of(tensor))).isInstanceOf(IllegalStateException.class);
        Tensor other = Tensor.of(4, 5, 6f);
        assertThatThrownBy(() -> adding(List.of(other, tensor))).isInstanceOf(IllegalStateException.class);
        assertThat(other.toFloats()).containsExactly(4, 5, 6);
    }

    @Test
    void anArrayThatOthersKnowIsCopied() {
        Data data = new Data(THREE, new float[] {1, 2, 3});
        Object known = data.array();
        CompiledLoop<List<Tensor>, Tensor, Tensor> loop = adding(List.of(Tensor.of(data)));
        loop.step(Tensor.of(10, 20, 30f));
        assertThat((float[]) known).containsExactly(1, 2, 3);
        assertThat(data.toFloats()).containsExactly(1, 2, 3);

        Data reshaped = new Data(THREE, new float[] {1, 2, 3});
        Tensor column = Tensor.of(reshaped.reshaped(Shape.of(3, 1)));
        adding(List.of(Tensor.of(reshaped))).step(Tensor.of(10, 20, 30f));
        assertThat(column.toFloats()).containsExactly(1, 2, 3);
    }

    @Test
    void aTensorThatStandsTwiceIsTwoParts() {
        Tensor tensor = Tensor.of(1, 2, 3f);
        Data data = new Data(THREE, new float[] {4, 5, 6});
        CompiledLoop<List<Tensor>, Tensor, Tensor> loop =
                adding(List.of(tensor, tensor, Tensor.of(data), Tensor.of(data), tensor.neg()));
        loop.step(Tensor.of(10, 20, 30f));
        assertThat(loop.state().stream().map(Tensor::toFloats).toList())
                .containsExactly(
                        new float[] {11, 22, 33},
                        new float[] {11, 22, 33},
                        new float[] {14, 25, 36},
                        new float[] {14, 25, 36},
                        new float[] {9, 18, 27});
    }
}
