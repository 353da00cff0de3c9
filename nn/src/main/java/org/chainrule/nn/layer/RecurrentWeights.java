package org.chainrule.nn.layer;

import org.chainrule.RandomKey;
import org.chainrule.Tensor;
import org.chainrule.graph.Shape;

/**
 * The weights of one layer of a recurrent network in one direction. The gates stand side by side along the last axis. They are
 * PyTorch's, transposed, and begin as PyTorch's: U(−1/√hidden, 1/√hidden), biases too.
 *
 * @param input [inputs, gates·hidden], for what comes from below
 * @param recurrent [hidden, gates·hidden], for what comes from the step before
 * @param inputBias [gates·hidden]
 * @param recurrentBias [gates·hidden]
 */
public record RecurrentWeights(Tensor input, Tensor recurrent, Tensor inputBias, Tensor recurrentBias) {
    static RecurrentWeights of(int inputs, int hidden, int gates, RandomKey key) {
        double bound = 1 / Math.sqrt(hidden);
        Shape bias = Shape.of(gates * hidden);
        return new RecurrentWeights(
                key.fold(0)
                        .uniform(Shape.of(inputs, gates * hidden), -bound, bound)
                        .evaluate(),
                key.fold(1)
                        .uniform(Shape.of(hidden, gates * hidden), -bound, bound)
                        .evaluate(),
                key.fold(2).uniform(bias, -bound, bound).evaluate(),
                key.fold(3).uniform(bias, -bound, bound).evaluate());
    }

    int hidden() {
        return recurrent.shape().extent(0);
    }

    /** The inputs' share x·W of all gates of all steps as one product: [steps, batch, inputs] to [steps, batch, gates·hidden]. */
    Tensor projected(Tensor x) {
        Shape shape = x.shape();
        int steps = shape.extent(0);
        int batch = shape.extent(1);
        return x.reshape(steps * batch, shape.extent(2))
                .matmul(input)
                .reshape(steps, batch, input.shape().extent(1));
    }

    /** The share of the step before: h·U + b', [batch, gates·hidden]. */
    Tensor recurred(Tensor hidden) {
        return hidden.matmul(recurrent).add(recurrentBias);
    }

    /** All gates where both shares are but added: x·W + (h·U + (b + b')), the sum of the biases found once for all steps. */
    Tensor added(Tensor projected, Tensor hidden) {
        return projected.add(hidden.matmul(recurrent).add(inputBias.add(recurrentBias)));
    }

    /** One gate of the gates that stand side by side. */
    Tensor gate(Tensor gates, int index) {
        return gates.slice(-1, index * hidden(), (index + 1) * hidden());
    }
}
