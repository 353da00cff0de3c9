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
    void adagrad() {
        double[] s = {0.1, 0.1, 0.1};
        check(
                new Adagrad(0.05, 0.1, 1e-10, 0.01),
                (w, g, t) -> forEach(w, i -> {
                    double slope = g[i] + 0.01 * w[i];
                    s[i] += slope * slope;
                    w[i] -= RATE / (1 + (t - 1) * 0.05) * slope / (Math.sqrt(s[i]) + 1e-10);
                }));
    }

    @Test
    void rmsProp() {
        double[] v = new double[3];
        check(
                new RmsProp(),
                (w, g, t) -> forEach(w, i -> {
                    v[i] = 0.99 * v[i] + 0.01 * g[i] * g[i];
                    w[i] -= RATE * g[i] / (Math.sqrt(v[i]) + 1e-8);
                }));
    }

    @Test
    void centeredRmsPropWithMomentum() {
        double[] v = new double[3];
        double[] a = new double[3];
        double[] b = new double[3];
        check(
                new RmsProp(0.9, 1e-3, 0.8, true, 0.01),
                (w, g, t) -> forEach(w, i -> {
                    double slope = g[i] + 0.01 * w[i];
                    v[i] = 0.9 * v[i] + 0.1 * slope * slope;
                    a[i] = 0.9 * a[i] + 0.1 * slope;
                    b[i] = 0.8 * b[i] + slope / (Math.sqrt(v[i] - a[i] * a[i]) + 1e-3);
                    w[i] -= RATE * b[i];
                }));
    }

    @Test
    void adadelta() {
        double[] v = new double[3];
        double[] u = new double[3];
        check(
                new Adadelta(),
                (w, g, t) -> forEach(w, i -> {
                    v[i] = 0.9 * v[i] + 0.1 * g[i] * g[i];
                    double step = Math.sqrt(u[i] + 1e-6) / Math.sqrt(v[i] + 1e-6) * g[i];
                    u[i] = 0.9 * u[i] + 0.1 * step * step;
                    w[i] -= RATE * step;
                }));
    }

    @Test
    void adamWithDecayApart() {
        double[] m = new double[3];
        double[] v = new double[3];
        check(
                new AdamW(0.9, 0.999, 1e-8, 0.1),
                (w, g, t) -> forEach(w, i -> {
                    w[i] *= 1 - RATE * 0.1;
                    m[i] = 0.9 * m[i] + 0.1 * g[i];
                    v[i] = 0.999 * v[i] + 0.001 * g[i] * g[i];
                    double mean = m[i] / (1 - Math.pow(0.9, t));
                    w[i] -= RATE * mean / (Math.sqrt(v[i] / (1 - Math.pow(0.999, t))) + 1e-8);
                }));
    }

    @Test
    void amsGrad() {
        double[] m = new double[3];
        double[] v = new double[3];
        double[] u = new double[3];
        check(
                new AmsGrad(0.9, 0.9, 1e-8, 0),
                (w, g, t) -> forEach(w, i -> {
                    m[i] = 0.9 * m[i] + 0.1 * g[i];
                    v[i] = 0.9 * v[i] + 0.1 * g[i] * g[i];
                    u[i] = Math.max(u[i], v[i]);
                    double mean = m[i] / (1 - Math.pow(0.9, t));
                    w[i] -= RATE * mean / (Math.sqrt(u[i]) / Math.sqrt(1 - Math.pow(0.9, t)) + 1e-8);
                }));
    }

    @Test
    void adamax() {
        double[] m = new double[3];
        double[] u = new double[3];
        check(
                new Adamax(),
                (w, g, t) -> forEach(w, i -> {
                    m[i] = 0.9 * m[i] + 0.1 * g[i];
                    u[i] = Math.max(0.999 * u[i], Math.abs(g[i]) + 1e-8);
                    w[i] -= RATE / (1 - Math.pow(0.9, t)) * m[i] / u[i];
                }));
    }

    @Test
    void nAdam() {
        double[] m = new double[3];
        double[] v = new double[3];
        double[] product = {1};
        check(new NAdam(), (w, g, t) -> {
            double now = 0.9 * (1 - 0.5 * Math.pow(0.96, t * 4e-3));
            double next = 0.9 * (1 - 0.5 * Math.pow(0.96, (t + 1) * 4e-3));
            product[0] *= now;
            forEach(w, i -> {
                m[i] = 0.9 * m[i] + 0.1 * g[i];
                v[i] = 0.999 * v[i] + 0.001 * g[i] * g[i];
                double size = Math.sqrt(v[i] / (1 - Math.pow(0.999, t))) + 1e-8;
                w[i] -= RATE * (1 - now) / (1 - product[0]) * g[i] / size;
                w[i] -= RATE * next / (1 - product[0] * next) * m[i] / size;
            });
        });
    }

    @Test
    void rAdam() {
        double[] m = new double[3];
        double[] v = new double[3];
        check(new RAdam(0.9, 0.99, 1e-8, 0), (w, g, t) -> {
            double most = 2 / (1 - 0.99) - 1;
            double power = Math.pow(0.99, t);
            double length = most - 2 * t * power / (1 - power);
            forEach(w, i -> {
                m[i] = 0.9 * m[i] + 0.1 * g[i];
                v[i] = 0.99 * v[i] + 0.01 * g[i] * g[i];
                double mean = m[i] / (1 - Math.pow(0.9, t));
                double rectified = Math.sqrt((length - 4) * (length - 2) * most / ((most - 4) * (most - 2) * length));
                double adapted = rectified * Math.sqrt(1 - power) / (Math.sqrt(v[i]) + 1e-8);
                w[i] -= RATE * mean * (length > 5 ? adapted : 1);
            });
        });
    }

    @Test
    void lion() {
        double[] m = new double[3];
        check(
                new Lion(0.9, 0.99, 0.1),
                (w, g, t) -> forEach(w, i -> {
                    w[i] -= RATE * 0.1 * w[i];
                    w[i] -= RATE * Math.signum(0.9 * m[i] + 0.1 * g[i]);
                    m[i] = 0.99 * m[i] + 0.01 * g[i];
                }));
    }

    @Test
    void rprop() {
        double[] before = new double[3];
        double[] step = {RATE, RATE, RATE};
        check(
                new Rprop(),
                (w, g, t) -> forEach(w, i -> {
                    double agreement = g[i] * before[i];
                    step[i] = Math.clamp(step[i] * (agreement > 0 ? 1.2 : agreement < 0 ? 0.5 : 1), 1e-6, 50.0);
                    before[i] = agreement < 0 ? 0 : g[i];
                    w[i] -= Math.signum(before[i]) * step[i];
                }));
    }

    @Test
    void averagedDescent() {
        double[] average = new double[3];
        double[] eta = {RATE};
        double[] mu = {1};
        OptimizerState<Tensor> state = check(new Asgd(0.01, 0.75, 20, 0), (w, g, t) -> {
            forEach(w, i -> {
                w[i] *= 1 - 0.01 * eta[0];
                w[i] -= eta[0] * g[i];
                average[i] += mu[0] * (w[i] - average[i]);
            });
            eta[0] = RATE / Math.pow(1 + 0.01 * RATE * t, 0.75);
            mu[0] = 1 / Math.max(1.0, t - 20);
        });
        assertThat(Asgd.averages(state).toDoubles())
                .usingComparatorWithPrecision(1e-10)
                .containsExactly(average);
    }

    @Test
    void lamb() {
        double[] m = new double[3];
        double[] v = new double[3];
        check(new Lamb(), (w, g, t) -> {
            double[] r = new double[3];
            forEach(w, i -> {
                m[i] = 0.9 * m[i] + 0.1 * g[i];
                v[i] = 0.999 * v[i] + 0.001 * g[i] * g[i];
                double mean = m[i] / (1 - Math.pow(0.9, t));
                r[i] = mean / (Math.sqrt(v[i] / (1 - Math.pow(0.999, t))) + 1e-6) + 0.01 * w[i];
            });
            double trust = Math.sqrt(w[0] * w[0] + w[1] * w[1] + w[2] * w[2])
                    / Math.sqrt(r[0] * r[0] + r[1] * r[1] + r[2] * r[2]);
            forEach(w, i -> w[i] -= RATE * trust * r[i]);
        });
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

    private static OptimizerState<Tensor> check(Optimizer optimizer, Rule rule) {
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

    private static void forEach(double[] w, java.util.function.IntConsumer change) {
        for (int i = 0; i < w.length; i++) {
            change.accept(i);
        }
    }
}
