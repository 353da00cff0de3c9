package org.chainrule.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.chainrule.optim.LeastSquares.RATE;
import static org.chainrule.optim.LeastSquares.check;
import static org.chainrule.optim.LeastSquares.forEach;

import org.assertj.core.data.Percentage;
import org.chainrule.Tensor;
import org.junit.jupiter.api.Test;

/** The trajectories of optimizers that are not of Adam's kin. */
class TrajectoryTest {
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
}
