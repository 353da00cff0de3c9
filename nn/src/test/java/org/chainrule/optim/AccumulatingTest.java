package org.chainrule.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.chainrule.CompiledLoop;
import org.chainrule.Gradient;
import org.chainrule.Tensor;
import org.chainrule.graph.DType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AccumulatingTest {
    static Stream<Optimizer> optimizers() {
        return Stream.of(new Sgd(0.9, 0.3, false, 0.01), new Adam(), new NAdam(), new Lamb(), new Adafactor());
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void fourSmallBatchesAreOneBigOneToRounding(Optimizer optimizer) {
        Optimizer accumulating = new Accumulating(optimizer, 4);
        Problem.State start = Problem.start(accumulating, DType.FLOAT64);
        CompiledLoop<Problem.State, List<Tensor>, Tensor> small = CompiledLoop.of(start, (state, rates) -> {
            Problem.State now = state;
            for (int i = 0; i < 4; i++) {
                now = step(accumulating, now, 2 * i, 2 * i + 2, rates.get(i));
            }
            return new CompiledLoop.Next<>(now, rates.getFirst());
        });
        CompiledLoop<Problem.State, Tensor, Tensor> big =
                Problem.loop(optimizer, Problem.start(optimizer, DType.FLOAT64));
        Tensor rate = Tensor.scalar(0.05, DType.FLOAT64);
        Tensor other = Tensor.scalar(100, DType.FLOAT64);
        for (int i = 0; i < 20; i++) {
            // only the rate of the last batch counts
            small.step(List.of(other, other, other, rate));
            big.step(rate);
        }
        List<double[]> accumulated = Problem.numbers(small.state().model());
        List<double[]> whole = Problem.numbers(big.state().model());
        for (int i = 0; i < whole.size(); i++) {
            assertThat(accumulated.get(i)).usingComparatorWithPrecision(1e-9).containsExactly(whole.get(i));
        }
        assertThat(small.state().optimizer().step().item()).isEqualTo(80);
    }

    private static Problem.State step(Optimizer optimizer, Problem.State state, int from, int to, Tensor rate) {
        Tensor loss = Problem.loss(state.model(), from, to);
        Problem.Model gradients = Gradient.of(loss).at(state.model());
        Optimizer.Updated<Problem.Model> next = optimizer.update(state.model(), gradients, state.optimizer(), rate);
        return new Problem.State(next.model(), next.state());
    }

    @Test
    void parametersMoveAtTheLastBatchAlone() {
        Optimizer optimizer = new Accumulating(new Sgd(), 3);
        Tensor w = Tensor.of(1f);
        OptimizerState<Tensor> state = optimizer.initial(w);
        double[] expected = {1, 1, 1 - 0.1 * 2, 0.8, 0.8, 0.8 - 0.1 * 5};
        for (int i = 0; i < expected.length; i++) {
            Optimizer.Updated<Tensor> next = optimizer.update(w, Tensor.of(i + 1f), state, Tensor.scalar(0.1));
            w = next.model();
            state = next.state();
            assertThat(w.item()).as("after %d", i + 1).isCloseTo(expected[i], Offset.offset(1e-6));
        }
    }

    @Test
    void aMomentumOfAStepIsTheOptimizers() {
        Accumulating optimizer = new Accumulating(new Sgd(0.9), 2);
        Tensor w = Tensor.of(1f);
        Tensor rate = Tensor.scalar(0.1);
        OptimizerState<Tensor> state = optimizer.initial(w);
        for (int i = 0; i < 4; i++) {
            Optimizer.Updated<Tensor> next =
                    optimizer.update(w, Tensor.of(1f), state, rate, new Momentum.Given(Tensor.scalar(0.5)));
            w = next.model();
            state = next.state();
        }
        assertThat(optimizer.momentum()).isEqualTo(0.9);
        assertThat(w.item()).isCloseTo(1 - 0.1 - 0.1 * 1.5, Offset.offset(1e-6));
    }

    @Test
    void leavesThatAreNoNumbersStay() {
        record Model(Tensor weight, Tensor count) {}
        Model model = new Model(Tensor.of(1f), Tensor.of(7));
        Optimizer optimizer = new Accumulating(new Adam(), 1);
        Model moved = optimizer
                .update(model, model, optimizer.initial(model), Tensor.scalar(0.1))
                .model();
        assertThat(moved.count().toInts()).containsExactly(7);
        assertThat(moved.weight().item()).isCloseTo(0.9, Offset.offset(1e-5));
    }

    @Test
    void thereIsAtLeastOneBatch() {
        assertThatThrownBy(() -> new Accumulating(new Sgd(), 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
