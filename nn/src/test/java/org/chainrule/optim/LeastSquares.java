package org.chainrule.optim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.assertj.core.data.Percentage;
import org.chainrule.CompiledLoop;
import org.chainrule.Gradient;
import org.chainrule.Tensor;
import org.chainrule.graph.Shape;

/** A hundred float64 steps on a least-squares problem, against formulas written straight in Java. */
final class LeastSquares {
    private static final double[][] ROWS = {{1, 2, -1}, {0.5, -1, 2}, {2, 0, 1}, {-1, 1, 0.3}, {0.2, 0.4, 1.5}};
    private static final double[] TARGETS = {1, -0.5, 2, 0.7, 0.1};
    private static final double[] START = {0.3, -0.2, 0.1};
    private static final int STEPS = 100;
    /** Of every step. */
    static final double RATE = 0.02;

    /** The straight-line rule: changes w in place. */
    interface Rule {
        void step(double[] w, double[] g, int t);
    }

    private LeastSquares() {}

    /** The state after steps that end where the rule does. */
    static OptimizerState<Tensor> check(Optimizer optimizer, Rule rule) {
        record State(Tensor w, OptimizerState<Tensor> optimizer) {}
        Tensor start = Tensor.of(START);
        double[] flat = Arrays.stream(ROWS).flatMapToDouble(Arrays::stream).toArray();
        Tensor x = Tensor.of(flat, Shape.of(5, 3));
        CompiledLoop<State, Tensor, Tensor> loop =
                CompiledLoop.of(new State(start, optimizer.initial(start)), (state, rate) -> {
                    Tensor loss =
                            x.matmul(state.w()).sub(Tensor.of(TARGETS)).square().mean();
                    Tensor g = Gradient.of(loss).at(state.w());
                    Optimizer.Updated<Tensor> next = optimizer.update(state.w(), g, state.optimizer(), rate);
                    return new CompiledLoop.Next<>(new State(next.model(), next.state()), loss);
                });
        double[] w = START.clone();
        for (int t = 1; t <= STEPS; t++) {
            loop.step(Tensor.scalar(RATE, org.chainrule.graph.DType.FLOAT64));
            rule.step(w, gradient(w), t);
        }
        double[] learnt = loop.state().w().toDoubles();
        for (int i = 0; i < w.length; i++) {
            assertThat(learnt[i]).as("w[%d]", i).isCloseTo(w[i], Percentage.withPercentage(1e-6));
        }
        return loop.state().optimizer();
    }

    private static double[] gradient(double... w) {
        double[] g = new double[w.length];
        for (int row = 0; row < ROWS.length; row++) {
            double error = -TARGETS[row];
            for (int i = 0; i < w.length; i++) {
                error += ROWS[row][i] * w[i];
            }
            for (int i = 0; i < w.length; i++) {
                g[i] += 2 * error * ROWS[row][i] / ROWS.length;
            }
        }
        return g;
    }

    static void forEach(double[] w, java.util.function.IntConsumer change) {
        for (int i = 0; i < w.length; i++) {
            change.accept(i);
        }
    }
}
