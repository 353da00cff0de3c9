package org.chainrule.nn.layer;

import java.util.List;
import java.util.Optional;
import org.chainrule.RandomKey;
import org.chainrule.Tensor;
import org.chainrule.nn.Dropout;

/**
 * A plain recurrent network, PyTorch's RNN with the batch first: h' = tanh(x·W + b + h·U + b'). Source: Elman, "Finding
 * structure in time", Cognitive Science 1990.
 *
 * @param layers for each layer its directions: forward, or forward and backward
 * @param dropout of what goes from layer to layer, if there is one
 */
public record Rnn(List<List<RecurrentWeights>> layers, Optional<Dropout> dropout) implements Recurrent {
    private static final int GATES = 1;

    public Rnn {
        layers = RecurrentStack.checked(layers, dropout);
    }

    /** Without dropout. */
    public Rnn(List<List<RecurrentWeights>> layers) {
        this(layers, Optional.empty());
    }

    /** One layer, forward. */
    public static Rnn of(int inputs, int hidden, RandomKey key) {
        return of(inputs, hidden, 1, false, key);
    }

    public static Rnn of(int inputs, int hidden, int layers, boolean bidirectional, RandomKey key) {
        return new Rnn(RecurrentStack.weights(inputs, hidden, layers, bidirectional, GATES, key));
    }

    /** The same with dropout between the layers. */
    public Rnn with(Dropout other) {
        return new Rnn(layers, Optional.of(other));
    }

    @Override
    public Tensor next(RecurrentWeights weights, Tensor hidden, Tensor projected) {
        return weights.added(projected, hidden).tanh();
    }
}
