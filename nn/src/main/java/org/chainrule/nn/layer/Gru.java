package org.chainrule.nn.layer;

import java.util.List;
import java.util.Optional;
import org.chainrule.RandomKey;
import org.chainrule.Tensor;
import org.chainrule.nn.Dropout;

/**
 * Gated recurrent units, PyTorch's GRU with the batch first. Of gates x·W + b and h·U + b' side by side: r = σ(xᵣ + hᵣ), z =
 * σ(x_z + h_z), n = tanh(xₙ + r·hₙ), h' = n + z·(h − n). Source: Cho and others, "Learning phrase representations using RNN
 * encoder-decoder for statistical machine translation", EMNLP 2014; as in PyTorch the reset gate comes after the product.
 *
 * @param layers for each layer its directions: forward, or forward and backward; gates in the order r, z, n
 * @param dropout of what goes from layer to layer, if there is one
 */
public record Gru(List<List<RecurrentWeights>> layers, Optional<Dropout> dropout) implements Recurrent {
    private static final int GATES = 3;

    public Gru {
        layers = RecurrentStack.checked(layers, dropout);
    }

    /** Without dropout. */
    public Gru(List<List<RecurrentWeights>> layers) {
        this(layers, Optional.empty());
    }

    /** One layer, forward. */
    public static Gru of(int inputs, int hidden, RandomKey key) {
        return of(inputs, hidden, 1, false, key);
    }

    public static Gru of(int inputs, int hidden, int layers, boolean bidirectional, RandomKey key) {
        return new Gru(RecurrentStack.weights(inputs, hidden, layers, bidirectional, GATES, key));
    }

    /** The same with dropout between the layers. */
    public Gru with(Dropout other) {
        return new Gru(layers, Optional.of(other));
    }

    @Override
    public Tensor next(RecurrentWeights weights, Tensor hidden, Tensor projected) {
        Tensor given = projected.add(weights.inputBias());
        Tensor recurrent = weights.recurred(hidden);
        Tensor reset = weights.gate(given, 0).add(weights.gate(recurrent, 0)).logistic();
        Tensor update = weights.gate(given, 1).add(weights.gate(recurrent, 1)).logistic();
        Tensor next = weights.gate(given, 2)
                .add(reset.mul(weights.gate(recurrent, 2)))
                .tanh();
        return next.add(update.mul(hidden.sub(next)));
    }
}
