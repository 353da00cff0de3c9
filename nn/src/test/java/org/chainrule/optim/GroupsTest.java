package org.chainrule.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.assertj.core.data.Offset;
import org.chainrule.CompiledLoop;
import org.chainrule.Tensor;
import org.chainrule.graph.DType;
import org.junit.jupiter.api.Test;

class GroupsTest {
    private static final Tensor RATE = Tensor.scalar(0.1, DType.FLOAT64);

    record Layer(Tensor weight, Tensor bias) {}

    record Model(List<Layer> layers, Tensor scale) {}

    private static Model model() {
        return new Model(List.of(new Layer(number(1), number(2)), new Layer(number(3), number(4))), number(5));
    }

    private static Tensor number(double value) {
        return Tensor.scalar(value, DType.FLOAT64);
    }

    private static Tensor moved(Optimizer optimizer, double w, double rate) {
        Tensor tensor = number(w);
        OptimizerState<Tensor> state = optimizer.initial(tensor);
        for (int i = 0; i < 3; i++) {
            Optimizer.Updated<Tensor> next = optimizer.update(tensor, tensor, state, number(rate));
            tensor = next.model();
            state = next.state();
        }
        return tensor;
    }

    /** Every parameter is its own gradient, so that it moves as if it were alone. */
    @Test
    void everyParameterMovesByTheOptimizerAndTheRateOfItsGroup() {
        Optimizer adam = new Adam();
        Optimizer decayed = new Sgd(0.9, 0, false, 0.1);
        Optimizer nAdam = new NAdam();
        Optimizer groups =
                Groups.of(adam).with(Selection.of("layers.1.**"), nAdam, 0.5).with(Selection.of("**.weight"), decayed);
        Model model = model();
        OptimizerState<Model> state = groups.initial(model);
        record State(Model model, OptimizerState<Model> optimizer) {}
        CompiledLoop<State, Tensor, Tensor> loop = CompiledLoop.of(new State(model, state), (now, rate) -> {
            Optimizer.Updated<Model> next = groups.update(now.model(), now.model(), now.optimizer(), rate);
            return new CompiledLoop.Next<>(new State(next.model(), next.state()), rate);
        });
        for (int i = 0; i < 3; i++) {
            loop.step(RATE);
        }
        Model after = loop.state().model();
        close(after.layers().get(0).weight(), moved(decayed, 1, 0.1));
        close(after.layers().get(0).bias(), moved(adam, 2, 0.1));
        close(after.layers().get(1).weight(), moved(nAdam, 3, 0.05));
        close(after.layers().get(1).bias(), moved(nAdam, 4, 0.05));
        close(after.scale(), moved(adam, 5, 0.1));
        assertThat(loop.state().optimizer().step().item()).isEqualTo(3);
    }

    private static void close(Tensor actual, Tensor expected) {
        assertThat(actual.item()).isCloseTo(expected.item(), Offset.offset(1e-12));
    }

    @Test
    void theStateHasTheModelsFormWithEmptyMomentsWhereThereAreNone() {
        OptimizerState<Model> state =
                Groups.of(new Adam()).with(Selection.of("**.bias"), new Sgd()).initial(model());
        assertThat(state.moments()).hasSize(2);
        assertThat(state.moments().getFirst().layers().getFirst().bias().shape().size())
                .isZero();
        assertThat(state.moments().getFirst().scale().shape().isScalar()).isTrue();
    }

    @Test
    void aFactorOfZeroHoldsParametersFast() {
        Model model = model();
        Optimizer groups = Groups.of(new AdamW()).with(Selection.of("layers.**"), new AdamW(), 0);
        Model after = groups.update(model, model, groups.initial(model), RATE).model();
        assertThat(after.layers().get(1).weight().item()).isEqualTo(3);
        assertThat(after.scale().item()).isLessThan(5);
    }

    @Test
    void groupsStandInGroups() {
        Groups inner = Groups.of(new NAdam()).with(Selection.of("**.weight"), new Sgd());
        Groups outer = Groups.of(new Sgd(0.9)).with(Selection.of("layers.**"), inner);
        Model model = model();
        Model after = outer.update(model, model, outer.initial(model), RATE).model();
        assertThat(after.layers().get(1).weight().item()).isCloseTo(3 - 0.3, Offset.offset(1e-12));
        assertThat(after.scale().item()).isCloseTo(5 - 0.5, Offset.offset(1e-12));
        assertThat(after.layers().get(0).bias().item()).isCloseTo(2 - 0.1, Offset.offset(1e-2));
    }

    @Test
    void aGroupWithoutParametersIsAMistake() {
        Groups groups = Groups.of(new Adam()).with(Selection.of("**.wieght"), new Sgd());
        assertThatThrownBy(() -> groups.initial(model()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("**.wieght", "layers.0.weight");
    }

    @Test
    void soIsOneWhoseParametersAllBelongToGroupsBefore() {
        Groups groups = Groups.of(new Adam())
                .with(Selection.of("layers.**"), new Sgd())
                .with(Selection.of("**.bias"), new Sgd());
        assertThatThrownBy(() -> groups.initial(model()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("no parameters are left", "**.bias");
    }

    @Test
    void aMomentumOfAStepIsThatOfAllGroupsThatHaveOne() {
        Groups groups = Groups.of(new Sgd(0.9))
                .with(Selection.of("**.bias"), new Sgd())
                .with(Selection.of("layers.0.**"), new Sgd(0.5));
        Model model = model();
        Optimizer.Updated<Model> first = groups.update(model, model, groups.initial(model), RATE);
        Momentum momentum = new Momentum.Given(number(0.25));
        Model after = groups.update(model, model, first.state(), RATE, momentum).model();
        assertThat(groups.momentum()).isEqualTo(0.9);
        // from the velocity w: w − 0.1·(0.25·w + w)
        close(after.scale(), number(5 - 0.1 * 1.25 * 5));
        close(after.layers().get(0).weight(), number(1 - 0.1 * 1.25));
        close(after.layers().get(0).bias(), number(2 - 0.1 * 2));
        // without one each group has its own
        Model own = groups.update(model, model, first.state(), RATE).model();
        close(own.scale(), number(5 - 0.1 * 1.9 * 5));
        close(own.layers().get(0).weight(), number(1 - 0.1 * 1.5));
    }

    @Test
    void otherParametersMayBeNone() {
        Groups groups = Groups.of(new Adam()).with(Selection.all(), new Sgd());
        Model model = model();
        Model after = groups.update(model, model, groups.initial(model), RATE).model();
        assertThat(after.scale().item()).isCloseTo(4.5, Offset.offset(1e-12));
    }
}
