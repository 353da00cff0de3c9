package org.chainrule.examples;

import java.util.List;
import org.chainrule.Compiled;
import org.chainrule.RandomKey;
import org.chainrule.Tangent;
import org.chainrule.Tensor;
import org.chainrule.Tree;
import org.chainrule.ValueAndGradient;
import org.chainrule.graph.DType;
import org.chainrule.graph.Shape;
import org.chainrule.nn.Activation;
import org.chainrule.nn.Mlp;
import org.chainrule.optim.Lbfgs;

/**
 * A network that solves Burgers' equation of a viscous flow that steepens into a shock: u_t + u·u_x = ν·u_xx for −1 ≤ x ≤ 1 and 0 ≤ t ≤ 1,
 * with u(x, 0) = −sin(πx) and u(±1, t) = 0. Nobody tells it the solution: it is trained until the equation holds, which needs its
 * second derivatives, and gradients through them.
 *
 * <p>Source: Raissi, Perdikaris, Karniadakis, "Physics-informed neural networks", Journal of Computational Physics 378, 2019.
 */
final class Burgers {
    private static final double VISCOSITY = 0.01 / Math.PI;

    private Burgers() {}

    /** Points of the right half, [n, 1] each: places and times within, places at the beginning, and times at the wall. */
    private record Points(Tensor x, Tensor t, Tensor start, Tensor wall) {
        static Points random(int count, RandomKey key) {
            return new Points(
                    column(count, key.fold(0)),
                    column(count, key.fold(1)),
                    column(100, key.fold(2)),
                    column(100, key.fold(3)));
        }

        private static Tensor column(int count, RandomKey key) {
            return key.uniform(Shape.of(count, 1)).cast(DType.FLOAT64).evaluate();
        }
    }

    /** How far the network is from solving the equation. */
    private static Tensor loss(Mlp network, Points points) {
        Tensor start = flow(network, points.start, points.start.mul(0))
                .add(points.start.mul(Math.PI).sin());
        Tensor wall = flow(network, points.wall.mul(0).add(1), points.wall);
        return residual(network, points.x, points.t)
                .square()
                .mean()
                .add(start.square().mean())
                .add(wall.square().mean());
    }

    /** u_t + u·u_x − ν·u_xx, by forward mode: how u moves when x moves, and how that moves. */
    private static Tensor residual(Mlp network, Tensor x, Tensor t) {
        Tensor u = flow(network, x, t);
        Tensor one = x.like(1).broadcastTo(x.shape());
        Tensor ux = Tangent.of(u).along(x, one);
        Tensor uxx = Tangent.of(ux).along(x, one);
        Tensor ut = Tangent.of(u).along(t, one);
        return ut.add(u.mul(ux)).sub(uxx.mul(VISCOSITY));
    }

    /** u at places and times, [n, 1]. The flow is odd at the beginning, and the equation keeps it so: the network is made odd. */
    private static Tensor flow(Mlp network, Tensor x, Tensor t) {
        return network.apply(Tensor.concat(1, List.of(x, t))).sub(network.apply(Tensor.concat(1, List.of(x.neg(), t))));
    }

    public static void main(String... arguments) {
        Options options = Options.of(arguments, "steps=100", "points=2000", "width=20");
        int width = options.count("width");
        Mlp network = Mlp.of(List.of(2, width, width, width, width, 1), Activation.TANH, RandomKey.of(1));
        network = Tree.map(network, parameter -> parameter.cast(DType.FLOAT64));
        Points points = Points.random(options.count("points"), RandomKey.of(2));

        Compiled<Mlp, ValueAndGradient<Mlp>> function =
                Compiled.of(model -> ValueAndGradient.of(model, m -> loss(m, points)));
        Lbfgs lbfgs = new Lbfgs();
        Lbfgs.Stepped<Mlp> step = lbfgs.step(network, lbfgs.initial(network), function);
        for (int i = 1; i < options.count("steps") && !step.converged(); i++) {
            if (Integer.bitCount(i) == 1) {
                System.out.printf("iteration %d: loss %.3e%n", 20 * (i - 1), step.loss());
            }
            step = lbfgs.step(step.model(), step.state(), function);
        }
        System.out.printf("relative error against the exact solution %.2e%n", error(step.model()));
    }

    /** √(Σ(u − exact)² / Σ exact²) over a grid of places and times. */
    static double error(Mlp network) {
        int places = 64;
        int times = 20;
        double[] x = new double[places * times];
        double[] t = new double[x.length];
        double[] exact = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = -1 + 2 * (i % places + 0.5) / places;
            t[i] = (i / places + 1) / (double) times;
            exact[i] = exact(x[i], t[i]);
        }
        Tensor u = flow(network, Tensor.of(x, Shape.of(x.length, 1)), Tensor.of(t, Shape.of(x.length, 1)));
        Tensor truth = Tensor.of(exact, Shape.of(x.length, 1));
        return u.sub(truth).norm().div(truth.norm()).item();
    }

    /**
     * The exact solution by the transformation of Cole and Hopf: u = −∫ sin(π(x − y))·w dy / ∫ w dy with w = exp(−cos(π(x − y))/(2πν) −
     * y²/(4νt)), summed over a fine grid of y.
     */
    static double exact(double x, double t) {
        double above = 0;
        double below = 0;
        for (double y = -2; y <= 2; y += 0.001) {
            double angle = Math.PI * (x - y);
            // the largest exponent is taken off, so that none overflows
            double weight = Math.exp((-Math.cos(angle) - 1) / (2 * Math.PI * VISCOSITY) - y * y / (4 * VISCOSITY * t));
            above -= Math.sin(angle) * weight;
            below += weight;
        }
        return above / below;
    }
}
