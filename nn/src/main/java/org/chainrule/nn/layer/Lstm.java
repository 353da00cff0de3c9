package org.chainrule.nn.layer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chainrule.RandomKey;
import org.chainrule.Scan;
import org.chainrule.Tensor;
import org.chainrule.nn.Context;
import org.chainrule.nn.Dropout;
import org.chainrule.nn.Layer;

/**
 * Long short-term memory, PyTorch's LSTM with the batch first. Gates i, f, g, o of x·W + b + h·U + b':
 * c' = σ(f)·c + σ(i)·tanh(g), h' = σ(o)·tanh(c'). Source: Hochreiter, Schmidhuber, "Long short-term memory", Neural Computation
 * 1997.
 *
 * @param layers for each layer its directions: forward, or forward and backward; gates in the order i, f, g, o
 * @param dropout of what goes from layer to layer, if there is one
 */
public record Lstm(List<List<RecurrentWeights>> layers, Optional<Dropout> dropout) implements Layer {
    private static final int GATES = 4;

    public Lstm {
        layers = RecurrentStack.checked(layers, dropout);
    }

    /** Without dropout. */
    public Lstm(List<List<RecurrentWeights>> layers) {
        this(layers, Optional.empty());
    }

    /** One layer, forward. */
    public static Lstm of(int inputs, int hidden, RandomKey key) {
        return of(inputs, hidden, 1, false, key);
    }

    public static Lstm of(int inputs, int hidden, int layers, boolean bidirectional, RandomKey key) {
        return new Lstm(RecurrentStack.weights(inputs, hidden, layers, bidirectional, GATES, key));
    }

    /** The same with dropout between the layers. */
    public Lstm with(Dropout other) {
        return new Lstm(layers, Optional.of(other));
    }

    /** What goes from step to step in one layer and direction: [batch, hidden] each. */
    private record State(Tensor hidden, Tensor cell) {}

    /**
     * Everything that comes out.
     *
     * @param output [batch, steps, directions·hidden], the last layer's h of each step
     * @param hidden [layers·directions, batch, hidden], each layer's last h
     * @param cell of the same shape, each layer's last c
     */
    public record Output(Tensor output, Tensor hidden, Tensor cell) {}

    @Override
    public Tensor apply(Tensor x) {
        return apply(x, Context.inference());
    }

    /** From zero states: [batch, steps, inputs] to [batch, steps, directions·hidden]. */
    @Override
    public Tensor apply(Tensor x, Context context) {
        return run(x, context).output();
    }

    /** From zero states, in inference. */
    public Output run(Tensor x) {
        return run(x, Context.inference());
    }

    /** From zero states. */
    public Output run(Tensor x, Context context) {
        Tensor zeros = RecurrentStack.zeros(layers, x);
        return run(x, zeros, zeros, context);
    }

    /** From states [layers·directions, batch, hidden]. */
    public Output run(Tensor x, Tensor hidden, Tensor cell, Context context) {
        return run(x, Optional.empty(), hidden, cell, context);
    }

    /** From zero states, over sequences of unequal lengths. */
    public Output run(Padded x, Context context) {
        Tensor zeros = RecurrentStack.zeros(layers, x.values());
        return run(x, zeros, zeros, context);
    }

    /**
     * From states, over sequences of unequal lengths: the last states are those behind each sequence's own end, where the backward
     * direction begins, and the outputs of what is filled up are 0.
     */
    public Output run(Padded x, Tensor hidden, Tensor cell, Context context) {
        return run(x.filled(0), Optional.of(x.mask()), hidden, cell, context);
    }

    private Output run(Tensor x, Optional<Tensor> mask, Tensor hidden, Tensor cell, Context context) {
        List<Tensor> hiddens = RecurrentStack.states(layers, x, hidden);
        List<Tensor> cells = RecurrentStack.states(layers, x, cell);
        List<State> first = new ArrayList<>();
        for (int i = 0; i < hiddens.size(); i++) {
            first.add(new State(hiddens.get(i), cells.get(i)));
        }
        RecurrentStack.Result<State> result =
                RecurrentStack.run(layers, x, mask, first, Lstm::step, RecurrentStack.between(dropout, context));
        return new Output(
                result.output(),
                Tensor.stack(0, result.states().stream().map(State::hidden).toList()),
                Tensor.stack(0, result.states().stream().map(State::cell).toList()));
    }

    private static Scan.Step<State, Tensor> step(RecurrentWeights weights, State before, Tensor projected) {
        Tensor gates = weights.added(projected, before.hidden());
        Tensor input = weights.gate(gates, 0).logistic();
        Tensor forget = weights.gate(gates, 1).logistic();
        Tensor candidate = weights.gate(gates, 2).tanh();
        Tensor output = weights.gate(gates, 3).logistic();
        Tensor cell = forget.mul(before.cell()).add(input.mul(candidate));
        Tensor hidden = output.mul(cell.tanh());
        return new Scan.Step<>(new State(hidden, cell), hidden);
    }
}
