package org.chainrule.nn.layer;

import java.util.List;
import org.chainrule.RandomKey;
import org.chainrule.Scan;
import org.chainrule.Tensor;
import org.chainrule.nn.Layer;

/**
 * Gated recurrent units, PyTorch's GRU with the batch first. Of gates x·W + b and h·U + b' side by side: r = σ(xᵣ + hᵣ), z =
 * σ(x_z + h_z), n = tanh(xₙ + r·hₙ), h' = n + z·(h − n). Source: Cho and others, "Learning phrase representations using RNN
 * encoder-decoder for statistical machine translation", EMNLP 2014; as in PyTorch the reset gate comes after the product.
 *
 * @param layers for each layer its directions: forward, or forward and backward; gates in the order r, z, n
 */
public record Gru(List<List<RecurrentWeights>> layers) implements Layer {
    private static final int GATES = 3;

    public Gru {
        layers = RecurrentStack.checked(layers);
    }

    /** One layer, forward. */
    public static Gru of(int inputs, int hidden, RandomKey key) {
        return of(inputs, hidden, 1, false, key);
    }

    public static Gru of(int inputs, int hidden, int layers, boolean bidirectional, RandomKey key) {
        return new Gru(RecurrentStack.weights(inputs, hidden, layers, bidirectional, GATES, key));
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
                RecurrentStack.run(layers, x, RecurrentStack.states(layers, x, hidden), Gru::step);
        return new Output(result.output(), Tensor.stack(0, result.states()));
    }

    private static Scan.Step<Tensor, Tensor> step(RecurrentWeights weights, Tensor before, Tensor projected) {
        Tensor recurrent = before.matmul(weights.recurrent()).add(weights.recurrentBias());
        Tensor reset =
                weights.gate(projected, 0).add(weights.gate(recurrent, 0)).logistic();
        Tensor update =
                weights.gate(projected, 1).add(weights.gate(recurrent, 1)).logistic();
        Tensor next = weights.gate(projected, 2)
                .add(reset.mul(weights.gate(recurrent, 2)))
                .tanh();
        Tensor hidden = next.add(update.mul(before.sub(next)));
        return new Scan.Step<>(hidden, hidden);
    }
}
