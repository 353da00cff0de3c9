package org.chainrule.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.assertj.core.data.Percentage;
import org.chainrule.CompiledLoop;
import org.chainrule.Gradient;
import org.chainrule.Tensor;
import org.chainrule.graph.Shape;
import org.junit.jupiter.api.Test;

/** A hundred float64 steps on a least-squares problem, against the formulas written straight in Java. */
class TrajectoryTest {
    private static final double[][] ROWS = {{1, 2, -1}, {0.5, -1, 2}, {2, 0, 1}, {-1, 1, 0.3}, {0.2, 0.4, 1.5}};
    private static final double[] TARGETS = {1, -0.5, 2, 0.7, 0.1};
    private static final double[] START = {0.3, -0.2, 0.1};
    private static final int STEPS = 100;
    private static final double RATE = 0.02;

    /** The straight-line rule: changes w in place. */
    private interface Rule {
        void step(double[] w, double[] g, int t);
    }

    @Test
    void plainDescent() {
        check(new Sgd(), (w, g, t) -> forEach(w, i -> w[i] -= RATE * g[i]));
    }

    @Test
    void momentum() {
        double[] v = new double[3];
        check(
                new Sgd(0.9),
                (w, g, t) -> forEach(w, i -> {
                    v[i] = t == 1 ? g[i] : 0.9 * v[i] + g[i];
                    w[i] -= RATE * v[i];
                }));
    }

    @Test
    void dampenedMomentumWithDecay() {
        double[] v = new double[3];
        check(
                new Sgd(0.8, 0.3, false, 0.01),
                (w, g, t) -> forEach(w, i -> {
                    double slope = g[i] + 0.01 * w[i];
                    v[i] = t == 1 ? slope : 0.8 * v[i] + 0.7 * slope;
                    w[i] -= RATE * v[i];
                }));
    }

    @Test
    void nesterov() {
        double[] v = new double[3];
        check(
                new Sgd(0.9, 0, true, 0),
                (w, g, t) -> forEach(w, i -> {
                    v[i] = t == 1 ? g[i] : 0.9 * v[i] + g[i];
                    w[i] -= RATE * (g[i] + 0.9 * v[i]);
                }));
    }

    @Test
    void adam() {
        double[] m = new double[3];
        double[] v = new double[3];
        check(
                new Adam(0.9, 0.999, 1e-8, 0.01),
                (w, g, t) -> forEach(w, i -> {
                    double slope = g[i] + 0.01 * w[i];
                    m[i] = 0.9 * m[i] + 0.1 * slope;
                    v[i] = 0.999 * v[i] + 0.001 * slope * slope;
                    double mean = m[i] / (1 - Math.pow(0.9, t));
                    double square = v[i] / (1 - Math.pow(0.999, t));
                    w[i] -= RATE * mean / (Math.sqrt(square) + 1e-8);
                }));
    }

    @Test
    void nesterovTakesMomentumAndNoDampening() {
        assertThatThrownBy(() -> new Sgd(0, 0, true, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Sgd(0.9, 0.1, true, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void leavesThatAreNoNumbersStay() {
        record Model(Tensor weight, Tensor count) {}
        Model model = new Model(Tensor.of(1f), Tensor.of(7));
        Optimizer optimizer = new Adam();
        Model moved = optimizer
                .update(model, model, optimizer.initial(model), Tensor.scalar(0.1))
                .model();
        assertThat(moved.count()).isEqualTo(model.count());
        assertThat(moved.weight().item()).isCloseTo(0.9, Percentage.withPercentage(0.001));
    }

    private static void check(Optimizer optimizer, Rule rule) {
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
            assertThat(learnt[i]).as("w[%d]", i).isCloseTo(w[i], Percentage.withPercentage(1e-3));
        }
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

    private static void forEach(double[] w, java.util.function.IntConsumer change) {
        for (int i = 0; i < w.length; i++) {
            change.accept(i);
        }
    }
}
