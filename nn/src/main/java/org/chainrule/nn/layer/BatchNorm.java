package org.chainrule.nn.layer;

import java.util.stream.IntStream;
import org.chainrule.Tensor;
import org.chainrule.arguments.Arguments;
import org.chainrule.graph.Shape;
import org.chainrule.graph.ShapeException;
import org.chainrule.nn.Context;
import org.chainrule.nn.Layer;

/**
 * Each channel brought to mean 0 and variance 1, then scaled and moved: y = (x − mean)/√(variance + ε)·weight + bias. In training mean
 * and variance (divided by n) are the batch's, over all axes but the channels', and the running ones are pulled towards them, where the
 * variance is divided by n − 1; in inference they are the running ones. PyTorch's BatchNorm1d, 2d and 3d. Source: Ioffe, Szegedy, "Batch
 * normalization: accelerating deep network training by reducing internal covariate shift", ICML 2015.
 *
 * @param weight [channels]; ones at first
 * @param bias [channels]; zeros at first
 * @param running what inference goes by; no gradient goes through it
 * @param epsilon keeps the root away from 0; PyTorch's is 10⁻⁵
 * @param momentum how much a batch counts in the running moments, from 0 to 1; PyTorch's is 0.1
 */
public record BatchNorm(Tensor weight, Tensor bias, RunningMoments running, double epsilon, double momentum)
        implements Layer {
    private static final String NAME = "batch norm";

    public BatchNorm {
        Arguments.positive("epsilon", epsilon);
        Arguments.notNegative("momentum", momentum);
        Arguments.notNegative("1 − momentum", 1 - momentum);
    }

    public static BatchNorm of(int channels) {
        RunningMoments first = new RunningMoments(Tensor.zeros(channels), Tensor.ones(channels));
        return new BatchNorm(Tensor.ones(channels), Tensor.zeros(channels), first, 1e-5, 0.1);
    }

    /** By the running moments. */
    @Override
    public Tensor apply(Tensor x) {
        return apply(x, Context.inference());
    }

    /**
     * [batch, channels] or [batch, channels, …], which stays.
     *
     * @throws ShapeException if it is of other channels, or in training has one value of each, whose variance tells nothing
     */
    @Override
    public Tensor apply(Tensor x, Context context) {
        Shape shape = x.shape();
        int channels = weight.shape().size();
        if (shape.rank() < 2 || shape.extent(1) != channels) {
            throw new ShapeException(NAME, "input " + shape, "[batch, " + channels + " channels, …]");
        }
        int axes = shape.rank() - 2;
        Tensor standard = context.isTraining() ? measured(x, context) : known(x, axes);
        return standard.mul(Channels.before(weight, axes)).add(Channels.before(bias, axes));
    }

    private Tensor measured(Tensor x, Context context) {
        Shape shape = x.shape();
        int count = shape.without(1).size();
        if (count < 2) {
            throw new ShapeException(
                    NAME,
                    "input " + shape + " in training",
                    "a channel has at least two values: choose a batch size that leaves no rest of one example");
        }
        int[] others =
                IntStream.range(0, shape.rank()).filter(axis -> axis != 1).toArray();
        Standardized standardized = Standardized.of(x, epsilon, others);
        Tensor unbiased = standardized.variance().mul(count / (count - 1.0));
        context.measured(running, new RunningMoments(standardized.mean(), unbiased), momentum);
        return standardized.value();
    }

    private Tensor known(Tensor x, int axes) {
        Tensor root = running.variance().add(epsilon).sqrt();
        return x.sub(Channels.before(running.mean().stopGradient(), axes))
                .div(Channels.before(root.stopGradient(), axes));
    }
}
