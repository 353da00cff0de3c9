package org.chainrule.optim;

import static org.chainrule.optim.LeastSquares.RATE;
import static org.chainrule.optim.LeastSquares.check;
import static org.chainrule.optim.LeastSquares.forEach;

import org.junit.jupiter.api.Test;

/** The trajectories of Adam and its kin. */
class AdamTrajectoryTest {
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
}
