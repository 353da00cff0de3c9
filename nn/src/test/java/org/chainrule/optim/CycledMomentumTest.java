package org.chainrule.optim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.assertj.core.data.Offset;
import org.assertj.core.data.Percentage;
import org.chainrule.CompiledLoop;
import org.chainrule.Tensor;
import org.chainrule.graph.DType;
import org.junit.jupiter.api.Test;

/** A momentum and a rate of each step's own, in one compiled step, against the formulas in plain Java: f(w) = Σ cᵢ·wᵢ². */
class CycledMomentumTest {
    private static final double[] CURVATURES = {1, 0.3, 2.5};
    private static final double[] START = {0.7, -1.2, 0.4};
    private static final int STEPS = 100;

    private static double rate(int t) {
        return 0.02 + 0.01 * Math.sin(0.1 * t);
    }

    private static double momentum(int t) {
        return 0.9 - 0.05 * Math.sin(0.1 * t);
    }

    private record State(Tensor w, OptimizerState<Tensor> optimizer) {}

    private record Given(Tensor rate, List<Tensor> momentum) {}

    private static double[] learnt(MomentumOptimizer optimizer, DType dtype, IntToDoubleFunction momentum) {
        Tensor start = Tensor.of(START).cast(dtype);
        CompiledLoop<State, Given, Tensor> loop =
                CompiledLoop.of(new State(start, optimizer.initial(start)), (state, given) -> {
                    Tensor gradient =
                            state.w().mul(Tensor.of(CURVATURES).cast(dtype)).mul(2);
                    Optimizer.Updated<Tensor> next = given.momentum().isEmpty()
                            ? optimizer.update(state.w(), gradient, state.optimizer(), given.rate())
                            : optimizer.update(
                                    state.w(),
                                    gradient,
                                    state.optimizer(),
                                    given.rate(),
                                    new Momentum.Given(given.momentum().getFirst()));
                    return new CompiledLoop.Next<>(new State(next.model(), next.state()), gradient.sum());
                });
        for (int t = 1; t <= STEPS; t++) {
            double now = momentum.applyAsDouble(t);
            List<Tensor> given = Double.isNaN(now) ? List.of() : List.of(Tensor.scalar(now, dtype));
            loop.step(new Given(Tensor.scalar(rate(t), dtype), given));
        }
        return loop.state().w().toDoubles();
    }

    private interface Rule {
        double step(double w, double gradient, double[] moments, int t);
    }

    private static void check(MomentumOptimizer optimizer, Rule rule) {
        double[] learnt = learnt(optimizer, DType.FLOAT64, CycledMomentumTest::momentum);
        for (int i = 0; i < START.length; i++) {
            double w = START[i];
            double[] moments = new double[2];
            for (int t = 1; t <= STEPS; t++) {
                w = rule.step(w, 2 * CURVATURES[i] * w, moments, t);
            }
            assertThat(learnt[i]).as("%s, w[%d]", optimizer, i).isCloseTo(w, Percentage.withPercentage(1e-3));
        }
    }

    @Test
    void descent() {
        check(new Sgd(0.5), (w, g, v, t) -> {
            v[0] = momentum(t) * v[0] + g;
            return w - rate(t) * v[0];
        });
    }

    @Test
    void nesterov() {
        check(new Sgd(0.5, 0, true, 0), (w, g, v, t) -> {
            v[0] = momentum(t) * v[0] + g;
            return w - rate(t) * (g + momentum(t) * v[0]);
        });
    }

    @Test
    void adam() {
        check(new Adam(), (w, g, m, t) -> adam(w, g, m, t));
    }

    @Test
    void adamW() {
        check(new AdamW(), (w, g, m, t) -> adam(w - rate(t) * 0.01 * w, g, m, t));
    }

    private static double adam(double w, double g, double[] m, int t) {
        double beta = momentum(t);
        m[0] = beta * m[0] + (1 - beta) * g;
        m[1] = 0.999 * m[1] + 0.001 * g * g;
        double mean = m[0] / (1 - Math.pow(beta, t));
        double square = m[1] / (1 - Math.pow(0.999, t));
        return w - rate(t) * mean / (Math.sqrt(square) + 1e-8);
    }

    @Test
    void theOptimizersOwnMomentumGivenAtEachStepChangesNothing() {
        for (MomentumOptimizer optimizer : Arrays.<MomentumOptimizer>asList(new Sgd(0.9), new Adam(), new AdamW())) {
            assertThat(learnt(optimizer, DType.FLOAT64, t -> 0.9))
                    .as("%s", optimizer)
                    .containsExactly(learnt(optimizer, DType.FLOAT64, t -> Double.NaN));
            assertThat(learnt(optimizer, DType.FLOAT32, t -> 0.9))
                    .as("%s", optimizer)
                    .containsExactly(learnt(optimizer, DType.FLOAT32, t -> Double.NaN), Offset.offset(1e-5));
        }
    }
}
