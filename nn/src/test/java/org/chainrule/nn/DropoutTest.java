package org.chainrule.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.chainrule.Compiled;
import org.chainrule.Gradient;
import org.chainrule.RandomKey;
import org.chainrule.Tensor;
import org.chainrule.graph.DType;
import org.chainrule.graph.Shape;
import org.chainrule.graph.ShapeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DropoutTest {
    private static Context training() {
        return Context.training(RandomKey.of(1));
    }

    private static Tensor ones(int... extents) {
        return Tensor.full(Shape.of(extents), 1, DType.FLOAT32);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.1, 0.5, 0.9, 1})
    void theShareOfZerosIsTheRateAndTheRestIsScaledUp(double rate) {
        float[] dropped = new Dropout(rate).apply(ones(200, 200), training()).toFloats();
        int zeros = 0;
        for (float value : dropped) {
            if (value == 0) {
                zeros++;
            } else {
                assertThat(value).isEqualTo((float) (1 / (1 - rate)));
            }
        }
        double deviation = Math.sqrt(rate * (1 - rate) / dropped.length);
        assertThat((double) zeros / dropped.length).isCloseTo(rate, within(5 * deviation));
    }

    @Test
    void inInferenceNothingHappens() {
        Tensor x = ones(3);
        assertThat(new Dropout().apply(x)).isSameAs(x);
        assertThat(new Dropout().apply(x, Context.inference())).isSameAs(x);
        Tensor images = ones(2, 3, 4, 4);
        assertThat(new SpatialDropout().apply(images)).isSameAs(images);
    }

    @Test
    void eachApplicationHasAMaskOfItsOwnThatFollowsFromTheKey() {
        Context context = training();
        float[] first = new Dropout().apply(ones(100), context).toFloats();
        float[] second = new Dropout().apply(ones(100), context).toFloats();
        assertThat(first).isNotEqualTo(second);
        assertThat(new Dropout().apply(ones(100), training()).toFloats()).isEqualTo(first);
    }

    @Test
    void theGradientPassesWhereTheValueDid() {
        Tensor x = RandomKey.of(2).normal(Shape.of(50)).evaluate();
        Tensor dropped = new Dropout(0.3).apply(x, training());
        float[] slopes = Gradient.of(dropped.sum()).at(x).toFloats();
        float[] values = dropped.toFloats();
        for (int i = 0; i < slopes.length; i++) {
            assertThat(slopes[i]).isEqualTo(values[i] == 0 ? 0 : (float) (1 / 0.7));
        }
    }

    @Test
    void compiledStepsHaveMasksOfTheirOwn() {
        RandomKey key = RandomKey.of(3);
        Compiled<Tensor, Tensor> step =
                Compiled.of(number -> new Dropout().apply(ones(64), Context.training(key.fold(number))));
        float[] first = step.apply(Tensor.scalar(0, DType.INT32)).toFloats();
        float[] second = step.apply(Tensor.scalar(1, DType.INT32)).toFloats();
        assertThat(first).isNotEqualTo(second);
        assertThat(step.apply(Tensor.scalar(0, DType.INT32)).toFloats()).isEqualTo(first);
        assertThat(new Dropout().apply(ones(64), Context.training(key.fold(1))).toFloats())
                .isEqualTo(second);
    }

    @Test
    void channelsAreDroppedWhole() {
        float[] dropped =
                new SpatialDropout(0.4).apply(ones(50, 40, 2, 3), training()).toFloats();
        int zeros = 0;
        for (int channel = 0; channel < 50 * 40; channel++) {
            float[] places = Arrays.copyOfRange(dropped, 6 * channel, 6 * channel + 6);
            zeros += places[0] == 0 ? 1 : 0;
            for (float place : places) {
                assertThat(place).isEqualTo(places[0]);
            }
        }
        assertThat(zeros / 2000.0).isCloseTo(0.4, within(5 * Math.sqrt(0.24 / 2000)));
        assertThatThrownBy(() -> new SpatialDropout().apply(ones(3), training()))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("[batch, channels, …]");
    }

    @Test
    void emptyAndScalarInputsAreFine() {
        assertThat(new Dropout().apply(ones(0, 3), training()).toFloats()).isEmpty();
        assertThat(new Dropout(1).apply(Tensor.scalar(3), training()).item()).isZero();
        assertThat(new Dropout().apply(ones(4).cast(DType.FLOAT64), training()).dtype())
                .isEqualTo(DType.FLOAT64);
    }

    record Forgetful(Mlp inner, Dense outer) implements Layer {
        @Override
        public Tensor apply(Tensor x) {
            return outer.apply(inner.apply(x));
        }
    }

    @Test
    void aLayerThatKeepsTheContextToItselfIsFound() {
        Mlp inner = Mlp.of(List.of(2, 3, 2), Activation.TANH, RandomKey.of(1)).with(new Dropout(0.25));
        Forgetful model = new Forgetful(inner, Dense.of(2, 1, RandomKey.of(2)));
        Context context = training();
        Tensor unused = model.apply(ones(4, 2), context);
        assertThat(unused.shape()).isEqualTo(Shape.of(4, 1));
        assertThatThrownBy(() -> context.requireReached(model))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[Dropout[rate=0.25]]")
                .hasMessageContaining("apply(x, context)");
        Context reached = training();
        inner.apply(ones(4, 2), reached);
        reached.requireReached(inner);
    }

    @Test
    void aRateIsAProbability() {
        for (double rate : new double[] {-0.1, 1.1, Double.NaN}) {
            assertThatThrownBy(() -> new Dropout(rate)).hasMessageContaining("from 0 to 1, not " + rate);
            assertThatThrownBy(() -> new SpatialDropout(rate)).hasMessageContaining("from 0 to 1, not " + rate);
        }
        assertThatThrownBy(() -> Context.inference().nextKey()).isInstanceOf(IllegalStateException.class);
    }
}
