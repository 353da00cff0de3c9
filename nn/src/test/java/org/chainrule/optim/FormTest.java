package org.chainrule.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.chainrule.RandomKey;
import org.chainrule.Tensor;
import org.chainrule.graph.DType;
import org.chainrule.graph.DTypeException;
import org.chainrule.graph.ShapeException;
import org.chainrule.nn.Activation;
import org.chainrule.nn.Dense;
import org.chainrule.nn.Mlp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What does not belong together is told with the parameter's path. */
class FormTest {
    private static final Mlp MODEL = model(2, 3, 2);
    private static final Mlp WIDER = model(2, 4, 2);
    private static final Mlp DEEPER = model(2, 3, 2, 2);
    private static final Tensor RATE = Tensor.scalar(0.1);

    private static Mlp model(Integer... widths) {
        return Mlp.of(List.of(widths), Activation.RELU, RandomKey.of(1));
    }

    static Stream<Optimizer> optimizers() {
        return Stream.concat(
                Optimizers.elementwise().stream(),
                Stream.of(
                        new Lamb(), new Adafactor(), Groups.of(new Sgd()).with(Selection.of("**.bias"), new NAdam())));
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void gradientsOfAnotherModelAreTold(Optimizer optimizer) {
        OptimizerState<Mlp> state = optimizer.initial(MODEL);
        String name = optimizer.getClass().getSimpleName();
        assertThatThrownBy(() -> optimizer.update(MODEL, WIDER, state, RATE))
                .isInstanceOf(ShapeException.class)
                .hasMessageStartingWith(
                        name + ": the gradient of layers.0.weight is of shape [2, 4], not [2, 3] (gradients are");
        assertThatThrownBy(() -> optimizer.update(MODEL, DEEPER, state, RATE))
                .isInstanceOf(ShapeException.class)
                .hasMessageStartingWith(
                        name + ": there is a gradient of layers.2.weight, which the model does not have (");
        assertThatThrownBy(() -> optimizer.update(DEEPER, MODEL, optimizer.initial(DEEPER), RATE))
                .hasMessageStartingWith(name + ": there is no gradient of layers.2.weight (");
        assertThatCode(() -> optimizer.update(MODEL, MODEL, state, RATE)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void theStateOfAnotherOptimizerIsTold(Optimizer optimizer) {
        // more than any optimizer here keeps
        Optimizer other = new Accumulating(new AmsGrad(), 2);
        assertThatThrownBy(() -> optimizer.update(MODEL, MODEL, other.initial(MODEL), RATE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(optimizer.getClass().getSimpleName() + ": keeps ")
                .hasMessageContaining("the state holds 4 moments of each parameter and 2 numbers of all (the state is");
    }

    @Test
    void howManyMomentsThereAreIsTold() {
        assertThatThrownBy(() -> new Adam().update(MODEL, MODEL, new Sgd(0.9).initial(MODEL), RATE))
                .hasMessage("Adam: keeps 2 moments of each parameter and 0 numbers of all, the state holds 1 moments of"
                        + " each parameter and 0 numbers of all"
                        + " (the state is of another optimizer or model: initial(model) makes one)");
    }

    @Test
    void momentsOfOtherShapesAreTold() {
        assertThatThrownBy(() -> new AdamW().update(MODEL, MODEL, new Adam().initial(WIDER), RATE))
                .isInstanceOf(ShapeException.class)
                .hasMessageStartingWith(
                        "AdamW: the moment of layers.0.weight is of shape [2, 4], not [2, 3] (the state");
        assertThatThrownBy(() -> new Adam().update(MODEL, MODEL, new Adafactor().initial(MODEL), RATE))
                .hasMessageContaining("the moment of layers.0.weight is of shape [2, 1], not [2, 3]");
    }

    @Test
    void anAverageIsOfOneModel() {
        Ema average = new Ema();
        assertThatThrownBy(() -> average.update(average.initial(MODEL), WIDER))
                .isInstanceOf(ShapeException.class)
                .hasMessageStartingWith("Ema: the average of layers.0.weight is of shape [2, 3], not [2, 4] (");
    }

    @Test
    void aTensorAloneHasNoPath() {
        Tensor w = Tensor.zeros(2);
        assertThatThrownBy(() -> new Sgd().update(w, Tensor.zeros(3), new Sgd().initial(w), RATE))
                .hasMessageStartingWith("Sgd: the gradient of the tensor is of shape [3], not [2] (");
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void aTensorInTwoPlacesIsRefused(Optimizer optimizer) {
        record Tied(Dense encoder, Dense decoder) {}
        Dense dense = Dense.of(3, 3, RandomKey.of(1));
        assertThatThrownBy(() -> optimizer.initial(new Tied(dense, dense)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("encoder.weight and decoder.weight are one tensor");
        assertThatCode(() -> optimizer.initial(new Tied(dense, Dense.of(3, 3, RandomKey.of(1)))))
                .doesNotThrowAnyException();
    }

    @Test
    void lbfgsRefusesATensorInTwoPlaces() {
        Tensor w = Tensor.of(1f, 2f);
        assertThatThrownBy(() -> new Lbfgs().initial(List.of(w, w)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("0 and 1 are one tensor");
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void aRateThatIsNoFloatingScalarIsTold(Optimizer optimizer) {
        OptimizerState<Mlp> state = optimizer.initial(MODEL);
        String name = optimizer.getClass().getSimpleName();
        assertThatThrownBy(() -> optimizer.update(MODEL, MODEL, state, Tensor.of(1f, 2)))
                .isInstanceOf(ShapeException.class)
                .hasMessage(name + ": the rate is float32[2] (a floating scalar: Tensor.scalar(1e-3))");
        assertThatThrownBy(() -> optimizer.update(MODEL, MODEL, state, Tensor.scalar(1, DType.INT32)))
                .isInstanceOf(DTypeException.class)
                .hasMessage(name + ": the rate is int32[] (a floating scalar: Tensor.scalar(1e-3))");
    }

    @Test
    void whatIsSetByNameIsWhatIsSet() {
        assertThat(new Adam().withBetas(0.8, 0.98).withEpsilon(1e-9).withWeightDecay(0.1))
                .isEqualTo(new Adam(0.8, 0.98, 1e-9, 0.1));
        assertThat(new AdamW().withWeightDecay(0.1)).isEqualTo(new AdamW(0.9, 0.999, 1e-8, 0.1));
        assertThat(new AmsGrad().withEpsilon(0.1)).isEqualTo(new AmsGrad(0.9, 0.999, 0.1, 0));
        assertThat(new NAdam().withBetas(0.8, 0.9).withWeightDecay(0.1))
                .isEqualTo(new NAdam(0.8, 0.9, new NAdam().epsilon(), new NAdam().momentumDecay(), 0.1));
        assertThat(new Lion().withBetas(0.8, 0.98).withWeightDecay(0.1)).isEqualTo(new Lion(0.8, 0.98, 0.1));
        assertThat(new SparseAdam().withBetas(0.8, 0.9).withEpsilon(0.1)).isEqualTo(new SparseAdam(0.8, 0.9, 0.1));
        assertThat(new Sgd().withMomentum(0.9).withNesterov().withWeightDecay(0.1))
                .isEqualTo(new Sgd(0.9, 0, true, 0.1));
        assertThat(new RmsProp()
                        .withAlpha(0.9)
                        .withEpsilon(1e-7)
                        .withMomentum(0.5)
                        .withWeightDecay(0.1))
                .isEqualTo(new RmsProp(0.9, 1e-7, 0.5, false, 0.1));
        assertThatThrownBy(() -> new Adam().withBetas(1, 0.9)).hasMessageContaining("beta1");
    }
}
