package org.chainrule.nn.layer;

import java.util.List;
import org.chainrule.RandomKey;
import org.chainrule.Scan;
import org.chainrule.Tensor;
import org.chainrule.nn.Layer;

/**
 * A plain recurrent network, PyTorch's RNN with the batch first: h' = tanh(x·W + b + h·U + b'). Source: Elman, "Finding
 * structure in time", Cognitive Science 1990.
 *
 * @param layers for each layer its directions: forward, or forward and backward
 */
public record Rnn(List<List<RecurrentWeights>> layers) implements Layer {
    private static final int GATES = 1;

    public Rnn {
        layers = RecurrentStack.checked(layers);
    }

    /** One layer, forward. */
    public static Rnn of(int inputs, int hidden, RandomKey key) {
        return of(inputs, hidden, 1, false, key);
    }

    public static Rnn of(int inputs, int hidden, int layers, boolean bidirectional, RandomKey key) {
        return new Rnn(RecurrentStack.weights(inputs, hidden, layers, bidirectional, GATES, key));
    }

    /**
     * Everything that comes out.
     *
     * @param output [batch, steps, directions·hidden], the last layer's h of each step
     * @param hidden [layers·directions, batch, hidden], each layer's last h
     */
    public record Output(Tensor output, Tensor hidden) {}

    /** From zero states: [batch, steps, inputs] to [batch, steps, directions·hidden]. */
    @Override
    public Tensor apply(Tensor x) {
        return run(x, RecurrentStack.zeros(layers, x)).output();
    }

    /** From states [layers·directions, batch, hidden]. */
    public Output run(Tensor x, Tensor hidden) {
        RecurrentStack.Result<Tensor> result =
                RecurrentStack.run(layers, x, RecurrentStack.states(layers, x, hidden), Rnn::step);
        return new Output(result.output(), Tensor.stack(0, result.states()));
    }

    private static Scan.Step<Tensor, Tensor> step(RecurrentWeights weights, Tensor before, Tensor projected) {
        Tensor recurrent = before.matmul(weights.recurrent()).add(weights.recurrentBias());
        Tensor hidden = projected.add(recurrent).tanh();
        return new Scan.Step<>(hidden, hidden);
    }
}
