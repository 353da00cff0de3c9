package org.chainrule.nn.layer;

import org.chainrule.RandomKey;
import org.chainrule.Tensor;
import org.chainrule.nn.Activation;
import org.chainrule.nn.Dense;
import org.chainrule.nn.Layer;

/**
 * The part of a transformer that looks at each position alone: down(activation(up(x))).
 *
 * @param up [width, inner]
 * @param activation between the two
 * @param down [inner, width]
 */
public record FeedForward(Dense up, Activation activation, Dense down) implements Layer {
    /** Xavier's uniform weights and zero biases. */
    public static FeedForward of(int width, int inner, Activation activation, RandomKey key) {
        return new FeedForward(Dense.of(width, inner, key.fold(0)), activation, Dense.of(inner, width, key.fold(1)));
    }

    /** [batch …, width], which stays. */
    @Override
    public Tensor apply(Tensor x) {
        return down.apply(activation.apply(up.apply(x)));
    }
}
