package org.chainrule.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.chainrule.CompiledLoop;
import org.chainrule.Gradient;
import org.chainrule.RandomKey;
import org.chainrule.Tensor;
import org.chainrule.Tree;
import org.chainrule.graph.Shape;
import org.chainrule.nn.Dense;
import org.junit.jupiter.api.Test;

/** Steps by hand, computed after each, go where those of a compiled loop go, and hold on to nothing. */
class PlainLoopTest {
    private static final int STEPS = 20;
    private static final Tensor RATE = Tensor.scalar(0.01);
    private static final Tensor INPUTS = RandomKey.of(1).normal(Shape.of(30, 6));
    private static final Tensor TARGETS = RandomKey.of(2).normal(Shape.of(30, 3));
    private static final Adam ADAM = new Adam();

    private record State(Dense model, OptimizerState<Dense> moments) {
        static State first() {
            Dense model = Dense.of(6, 3, RandomKey.of(3));
            return new State(model, ADAM.initial(model));
        }

        CompiledLoop.Next<State, Tensor> next(Tensor inputs) {
            Tensor loss = model.apply(inputs).sub(TARGETS).square().mean();
            Optimizer.Updated<Dense> next = ADAM.update(model, Gradient.of(loss).at(model), moments, RATE);
            return new CompiledLoop.Next<>(new State(next.model(), next.state()), loss);
        }
    }

    private static double[] losses(IntFunction<Tensor> step) {
        return IntStream.range(0, STEPS)
                .mapToObj(step)
                .mapToDouble(Tensor::item)
                .toArray();
    }

    @Test
    void itLearnsWhatACompiledLoopLearns() {
        CompiledLoop<State, Tensor, Tensor> compiled = CompiledLoop.of(State.first(), State::next);
        State[] state = {State.first()};
        double[] losses = losses(_ -> {
            CompiledLoop.Next<State, Tensor> known = Tree.evaluate(state[0].next(INPUTS));
            state[0] = known.state();
            return known.result();
        });
        assertThat(losses).containsExactly(losses(_ -> compiled.step(INPUTS)), within(1e-5));
        assertThat(losses[STEPS - 1]).isLessThan(losses[0]);
        assertThat(Tree.leaves(state[0]))
                .allSatisfy(leaf -> assertThat(leaf.node().inputs()).isEmpty());
    }
}
