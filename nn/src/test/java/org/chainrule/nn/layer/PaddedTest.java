package org.chainrule.nn.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.chainrule.Compiled;
import org.chainrule.Gradient;
import org.chainrule.RandomKey;
import org.chainrule.Tensor;
import org.chainrule.Tree;
import org.chainrule.check.GradCheck;
import org.chainrule.graph.DType;
import org.chainrule.graph.DTypeException;
import org.chainrule.graph.Shape;
import org.chainrule.graph.ShapeException;
import org.chainrule.nn.Context;
import org.junit.jupiter.api.Test;

/** Sequences of unequal lengths are read as each of them alone. */
class PaddedTest {
    private static final RandomKey KEY = RandomKey.of(11);
    private static final Context INFERENCE = Context.inference();

    private static final List<Tensor> SEQUENCES = IntStream.of(3, 5, 1, 0)
            .mapToObj(steps -> KEY.fold(steps).normal(Shape.of(steps, 2)).evaluate())
            .toList();

    private static Padded filledWith(double filling) {
        Padded padded = Padded.of(SEQUENCES);
        return padded.with(padded.filled(filling).evaluate());
    }

    private static void areEqual(Tensor found, Tensor expected) {
        assertThat(found.shape()).isEqualTo(expected.shape());
        assertThat(doubles(found)).containsExactly(doubles(expected), within(1e-6));
    }

    private static double[] doubles(Tensor x) {
        return x.cast(DType.FLOAT64).toDoubles();
    }

    @Test
    void shortOnesAreFilledUp() {
        Padded padded = Padded.of(List.of(Tensor.of(1, 2), Tensor.of(3, 4, 5)));
        assertThat(padded.values().toInts()).containsExactly(1, 2, 0, 3, 4, 5);
        assertThat(padded.lengths().toInts()).containsExactly(2, 3);
        assertThat(padded.mask().cast(DType.INT32).toInts()).containsExactly(1, 1, 0, 1, 1, 1);
        assertThat(padded.visible().shape()).isEqualTo(Shape.of(2, 1, 1, 3));
        assertThat(padded.filled(-1).toInts()).containsExactly(1, 2, -1, 3, 4, 5);
    }

    @Test
    void fillingHasNoPartInMeanAndMax() {
        Padded padded = filledWith(1e9);
        for (int i = 0; i < 3; i++) {
            areEqual(padded.mean().get(0, i), SEQUENCES.get(i).mean(0));
            areEqual(padded.max().get(0, i), SEQUENCES.get(i).max(0));
        }
        areEqual(padded.mean().get(0, 3), Tensor.zeros(2));
    }

    @Test
    void anLstmReadsEachAsAlone() {
        Lstm layer = Lstm.of(2, 3, 2, true, KEY);
        Lstm.Output together = layer.run(filledWith(7), INFERENCE);
        for (int i = 0; i < 3; i++) {
            int steps = SEQUENCES.get(i).shape().extent(0);
            Lstm.Output alone = layer.run(SEQUENCES.get(i).unsqueeze(0));
            areEqual(together.output().slice(0, i, i + 1).slice(1, 0, steps), alone.output());
            areEqual(together.output().slice(0, i, i + 1).slice(1, steps, 5), Tensor.zeros(1, 5 - steps, 6));
            areEqual(together.hidden().slice(1, i, i + 1), alone.hidden());
            areEqual(together.cell().slice(1, i, i + 1), alone.cell());
        }
        areEqual(together.hidden().get(1, 3), Tensor.zeros(4, 3));
    }

    @Test
    void aGruGoesOnFromStates() {
        Gru layer = Gru.of(2, 3, 1, true, KEY);
        Tensor before = KEY.normal(Shape.of(2, 4, 3));
        Gru.Output together = layer.run(filledWith(-7), before, INFERENCE);
        for (int i = 0; i < 3; i++) {
            Gru.Output alone = layer.run(SEQUENCES.get(i).unsqueeze(0), before.slice(1, i, i + 1), INFERENCE);
            areEqual(together.hidden().slice(1, i, i + 1), alone.hidden());
        }
        areEqual(together.hidden().get(1, 3), before.get(1, 3));
    }

    @Test
    void whereNothingIsFilledNothingChanges() {
        Rnn layer = Rnn.of(2, 3, KEY);
        Tensor x = KEY.normal(Shape.of(2, 4, 2));
        Padded whole = new Padded(x, Tensor.of(4L, 9L));
        assertThat(layer.run(whole, INFERENCE).output().toFloats())
                .isEqualTo(layer.apply(x).toFloats());
        // what is beyond the steps is not counted
        areEqual(whole.mean(), x.mean(1));
    }

    @Test
    void gradientsPassByTheFilling() {
        Tensor values = KEY.normal(Shape.of(2, 3, 2)).evaluate();
        Tensor lengths = Tensor.of(3, 1);
        Lstm layer = Lstm.of(2, 2, 1, true, KEY);
        GradCheck.of((Tensor x) -> sum(layer, new Padded(x, lengths)), values).assertPassed();
        Tensor gradient = Compiled.of((Tensor x) ->
                        Gradient.of(sum(layer, new Padded(x, lengths))).at(x))
                .apply(values);
        areEqual(gradient.get(0, 1).slice(0, 1, 3), Tensor.zeros(2, 2));
    }

    @Test
    void whatIsNoNumberInTheFillingGetsNowhere() {
        Lstm layer = Lstm.of(2, 2, 1, true, KEY);
        Padded padded = Padded.of(SEQUENCES);
        Padded spoilt = padded.with(padded.filled(Double.NaN).evaluate());
        Lstm gradient = Gradient.of(sum(layer, padded)).at(layer);
        Lstm found = Gradient.of(sum(layer, spoilt)).at(layer);
        Tree.named(gradient)
                .forEach((path, tensor) -> areEqual(Tree.named(found).get(path), tensor));
        assertThat(doubles(spoilt.mean())).doesNotContain(Double.NaN);
    }

    private static Tensor sum(Lstm layer, Padded x) {
        Lstm.Output output = layer.run(x, INFERENCE);
        return x.with(output.output()).mean().square().sum().add(output.cell().sum());
    }

    @Test
    void attentionSeesNoFilling() {
        MultiHeadAttention attention = MultiHeadAttention.of(2, 1, KEY);
        Padded padded = filledWith(3);
        Tensor seen = attention.apply(padded.values(), padded.values(), Optional.of(padded.visible()));
        Tensor alone = attention.apply(SEQUENCES.get(0).unsqueeze(0));
        areEqual(seen.slice(0, 0, 1).slice(1, 0, 3), alone);
    }

    @Test
    void whatFitsNotIsRefused() {
        Tensor values = Tensor.zeros(2, 3);
        assertThatThrownBy(() -> new Padded(values, Tensor.of(1, 2, 3)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("[2, 3]")
                .hasMessageContaining("lengths [3]");
        assertThatThrownBy(() -> new Padded(values, Tensor.of(1f, 2f)))
                .isInstanceOf(DTypeException.class)
                .hasMessageContaining("FLOAT32");
        assertThatThrownBy(() -> new Padded(values, Tensor.of(1, 2)).with(Tensor.zeros(2, 4)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("3 steps");
        assertThatThrownBy(() -> Padded.of(List.of())).isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> Padded.of(List.of(Tensor.scalar(1)))).isInstanceOf(ShapeException.class);
    }
}
