package org.chainrule.nn;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chainrule.RandomKey;
import org.chainrule.Tensor;

/**
 * A multi-layer perceptron: dense layers, and an activation between each two. Axes after the first are flattened.
 *
 * @param layers at least one
 * @param activation between the layers, not after the last
 * @param dropout after each activation, if there is one
 */
public record Mlp(List<Dense> layers, Activation activation, Optional<Dropout> dropout) implements Layer {
    public Mlp {
        layers = List.copyOf(layers);
        if (layers.isEmpty()) {
            throw new IllegalArgumentException("a perceptron has at least one layer");
        }
        if (dropout.isPresent() && layers.size() == 1) {
            throw new IllegalArgumentException("a perceptron of one layer has no activation for " + dropout.get());
        }
    }

    /** Without dropout. */
    public Mlp(List<Dense> layers, Activation activation) {
        this(layers, activation, Optional.empty());
    }

    /** Layers between the given widths (inputs, hidden …, outputs) with Xavier's uniform weights and zero biases. */
    public static Mlp of(List<Integer> widths, Activation activation, RandomKey key) {
        List<Dense> layers = new ArrayList<>();
        for (int i = 0; i + 1 < widths.size(); i++) {
            layers.add(Dense.of(widths.get(i), widths.get(i + 1), key.fold(i)));
        }
        return new Mlp(layers, activation);
    }

    /** The same with dropout after each activation. */
    public Mlp with(Dropout other) {
        return new Mlp(layers, activation, Optional.of(other));
    }

    @Override
    public Tensor apply(Tensor x) {
        return apply(x, Context.inference());
    }

    @Override
    public Tensor apply(Tensor x, Context context) {
        Tensor y = x.shape().rank() > 2 ? x.reshape(x.shape().extent(0), -1) : x;
        for (int i = 0; i < layers.size(); i++) {
            y = layers.get(i).apply(i == 0 ? y : hidden(y, context));
        }
        return y;
    }

    private Tensor hidden(Tensor x, Context context) {
        Tensor y = activation.apply(x);
        return dropout.map(layer -> layer.apply(y, context)).orElse(y);
    }
}
