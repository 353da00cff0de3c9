package org.chainrule.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.Function;
import org.chainrule.Checkpoint;
import org.chainrule.Compiled;
import org.chainrule.RandomKey;
import org.chainrule.Scan;
import org.chainrule.Tensor;
import org.chainrule.Tree;
import org.chainrule.Vectorize;
import org.chainrule.graph.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StatisticsTest {
    /** The largest element so far. */
    record Largest(Tensor value) implements Statistics {}

    record Scaled(Largest largest, double momentum) implements Layer {
        @Override
        public Tensor apply(Tensor x) {
            return apply(x, Context.inference());
        }

        @Override
        public Tensor apply(Tensor x, Context context) {
            if (context.isTraining()) {
                context.measured(largest, new Largest(x.max()), momentum);
            }
            return x.div(largest.value());
        }
    }

    record Model(List<Layer> layers, Tensor weight) implements Layer {
        @Override
        public Tensor apply(Tensor x) {
            return apply(x, Context.inference());
        }

        @Override
        public Tensor apply(Tensor x, Context context) {
            Tensor y = x.mul(weight);
            for (Layer layer : layers) {
                y = layer.apply(y, context);
            }
            return y;
        }
    }

    private static final Model MODEL = new Model(
            List.of(new Scaled(new Largest(Tensor.of(8f)), 0.25), new Scaled(new Largest(Tensor.of(4f)), 1)),
            Tensor.scalar(2));

    private static Context training() {
        return Context.training(RandomKey.of(1));
    }

    private static List<Double> statistics(Model model) {
        return Tree.parts(model, Largest.class).stream()
                .map(largest -> largest.value().item())
                .toList();
    }

    @Test
    void aStepTakesOverWhatItsLayersMeasured() {
        Context context = training();
        MODEL.apply(Tensor.of(1f, 8f), context);
        Model moved = new Model(Tree.map(MODEL, t -> t.mul(100)).layers(), Tensor.scalar(3));
        Model next = context.updated(moved, MODEL);
        assertThat(next.weight().item()).isEqualTo(3);
        // 0.75·8 + 0.25·16, and 16/8 in the place of 4
        assertThat(statistics(next)).containsExactly(10.0, 2.0);
        assertThat(statistics(MODEL)).containsExactly(8.0, 4.0);
    }

    @Test
    void whatIsNotMeasuredStaysAsItWas() {
        Model moved = Tree.map(MODEL, t -> t.mul(100));
        assertThat(statistics(Context.inference().updated(moved, MODEL))).containsExactly(8.0, 4.0);
        assertThat(Context.inference().updated(moved, MODEL).weight().item()).isEqualTo(200);
    }

    @Test
    void theMeanOfAllMeasurementsForgetsWhatWasBefore() {
        Model model = new Model(List.of(new Scaled(new Largest(Tensor.of(Float.NaN)), 0.25)), Tensor.scalar(1));
        for (int i = 0; i < 3; i++) {
            Context context = training();
            model.apply(Tensor.of(i * i + 1f, 0f), context);
            model.apply(Tensor.of(i * i + 2f, 0f), context);
            model = context.averaged(model, Tensor.scalar(i));
        }
        assertThat(statistics(model).getFirst()).isCloseTo((1 + 2 + 2 + 3 + 5 + 6) / 6.0, within(1e-6));
    }

    @Test
    void withoutStatisticsNothingStandsInTheirPlace() {
        Model without = Statistics.without(MODEL);
        assertThat(Tree.paths(without)).isEqualTo(Tree.paths(MODEL));
        assertThat(Tree.leaves(without))
                .extracting(Tensor::shape)
                .containsExactly(Shape.of(0), Shape.of(0), Shape.SCALAR);
        assertThat(statistics(Statistics.kept(without, MODEL))).containsExactly(8.0, 4.0);
        Dense none = Dense.of(2, 2, RandomKey.of(1));
        assertThat(Statistics.without(none)).isSameAs(none);
        assertThat(Statistics.kept(none, none)).isSameAs(none);
    }

    @Test
    void measuringIsForTraining() {
        assertThatThrownBy(
                        () -> Context.inference().measured(new Largest(Tensor.of(1f)), new Largest(Tensor.of(1f)), 1))
                .isInstanceOf(IllegalStateException.class);
    }

    /** Keeps the context to itself. */
    record Forgetful(Scaled inner) implements Layer {
        @Override
        public Tensor apply(Tensor x) {
            return inner.apply(x);
        }
    }

    @Test
    void aContextThatDoesNotReachWhatMeasuresIsAnError() {
        Forgetful model = new Forgetful((Scaled) MODEL.layers().getFirst());
        Context context = training();
        model.apply(Tensor.of(1f), context);
        assertThatThrownBy(() -> context.requireReached(model))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("of the 1 layers that keep statistics only 0", "passes the context on");
        Context.inference().requireReached(model);
    }

    /** What measures within a function that is traced by itself: what it measured has no meaning outside. */
    static List<Function<Context, Tensor>> nested() {
        return List.of(
                context -> Checkpoint.of((Tensor x) -> MODEL.apply(x, context)).apply(Tensor.of(1f, 8f)),
                context -> Vectorize.of((Tensor x) -> MODEL.apply(x, context)).apply(Tensor.ones(3, 2)),
                context -> Scan.of((Tensor carry, Tensor x) ->
                                new Scan.Step<>(MODEL.apply(x, context).add(carry), carry))
                        .over(Tensor.of(1f, 8f), Tensor.ones(3, 2))
                        .carry());
    }

    @ParameterizedTest
    @MethodSource("nested")
    void whatIsMeasuredWithinAnotherFunctionIsRefused(Function<Context, Tensor> application) {
        assertThatThrownBy(() -> Compiled.of((Tensor offset) -> {
                            Context context = training();
                            Tensor y = application.apply(context);
                            return new Model(
                                    context.updated(MODEL, MODEL).layers(),
                                    y.sum().add(offset));
                        })
                        .apply(Tensor.scalar(0)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("belongs to another function");
    }
}
