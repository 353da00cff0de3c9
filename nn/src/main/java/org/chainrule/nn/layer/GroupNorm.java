package org.chainrule.nn.layer;

import org.chainrule.Tensor;
import org.chainrule.arguments.Arguments;
import org.chainrule.graph.Shape;
import org.chainrule.graph.ShapeException;
import org.chainrule.nn.Layer;

/**
 * Each group of channels of an example brought to mean 0 and variance 1, then scaled and moved channel by channel. PyTorch's
 * GroupNorm. Source: Wu, He, "Group normalization", ECCV 2018.
 *
 * @param weight [channels]; ones at first
 * @param bias [channels]; zeros at first
 * @param groups divides the channels; 1 is a norm over the whole example, as many as channels an instance norm
 * @param epsilon keeps the root away from 0; PyTorch's is 10⁻⁵
 */
public record GroupNorm(Tensor weight, Tensor bias, int groups, double epsilon) implements Layer {
    public GroupNorm {
        Arguments.count("groups", groups);
        Arguments.positive("epsilon", epsilon);
    }

    public static GroupNorm of(int groups, int channels) {
        return new GroupNorm(Tensor.ones(channels), Tensor.zeros(channels), groups, 1e-5);
    }

    /** [batch, channels, …], which stays. */
    @Override
    public Tensor apply(Tensor x) {
        Shape shape = x.shape();
        int channels = weight.shape().size();
        if (shape.rank() < 2 || shape.extent(1) != channels || channels % groups != 0) {
            throw new ShapeException(
                    "group norm",
                    "input " + shape + ", " + groups + " groups",
                    "[batch, " + channels + " channels, …], and the groups divide the channels");
        }
        int places = shape.range(1, shape.rank()).size() / groups;
        Tensor grouped = x.reshape(shape.extent(0), groups, places);
        Tensor standard = Standardized.of(grouped, epsilon, 2).value().reshape(shape);
        int axes = shape.rank() - 2;
        return standard.mul(Channels.before(weight, axes)).add(Channels.before(bias, axes));
    }
}
