package org.chainrule.regularization;

import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.chainrule.Tensor;
import org.chainrule.arguments.Arguments;
import org.chainrule.graph.DTypeException;

/**
 * Examples mixed in pairs, and their losses with them:
 *
 * <pre>
 * x = λ·xᵢ + (1 − λ)·xⱼ        loss = λ·loss(x, yᵢ) + (1 − λ)·loss(x, yⱼ)        λ ~ Beta(alpha, alpha), one for each batch
 * </pre>
 *
 * j is i's place counted from the batch's end, which in a shuffled batch is as good as a random one. Source: Zhang, Cisse,
 * Dauphin, Lopez-Paz, "mixup: beyond empirical risk minimization", ICLR 2018.
 *
 * @param alpha above 0; the larger, the more is mixed
 */
public record Mixup(double alpha) {
    public Mixup {
        Arguments.positive("alpha", alpha);
    }

    /** 0.2; the paper takes 0.1 to 0.4 for images. */
    public Mixup() {
        this(0.2);
    }

    /** λ of a step: it follows from the seed and the step alone. */
    public double share(long seed, long step) {
        SplittableRandom random = new SplittableRandom(new SplittableRandom(seed).nextLong() + step);
        double first = logGamma(random);
        double second = logGamma(random);
        return 1 / (1 + Math.exp(second - first));
    }

    /**
     * The mixed examples of a batch.
     *
     * @param x [batch, …], floating
     * @param share λ, a scalar
     * @throws DTypeException if they are no floating numbers
     */
    public Tensor mixed(Tensor x, Tensor share) {
        if (!x.dtype().isFloating()) {
            throw new DTypeException("mixup: inputs " + x.node().type()
                    + " (floating: whole numbers have no mixture; mix what they select)");
        }
        return blend(x, x.flip(0), share);
    }

    /** The mixture of the losses by the targets [batch, …] and by those of the other examples. */
    public Tensor loss(UnaryOperator<Tensor> lossBy, Tensor targets, Tensor share) {
        return blend(lossBy.apply(targets), lossBy.apply(targets.flip(0)), share);
    }

    private static Tensor blend(Tensor a, Tensor b, Tensor share) {
        Tensor part = share.cast(a.dtype());
        return a.mul(part).add(b.mul(part.neg().add(1)));
    }

    /** ln of a number with the gamma distribution. Source: Marsaglia, Tsang, "A simple method for generating gamma variables", 2000. */
    private double logGamma(SplittableRandom random) {
        double d = alpha + 1 - 1.0 / 3;
        while (true) {
            double normal = random.nextGaussian();
            double root = 1 + normal / Math.sqrt(9 * d);
            double v = root * root * root;
            double u = 1 - random.nextDouble();
            if (v > 0 && Math.log(u) < normal * normal / 2 + d - d * v + d * Math.log(v)) {
                // from alpha + 1 down to alpha, where the number itself might underflow
                return Math.log(d * v) + Math.log(1 - random.nextDouble()) / alpha;
            }
        }
    }
}
