package org.chainrule.nn.layer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.chainrule.RandomKey;
import org.chainrule.Scan;
import org.chainrule.Tensor;
import org.chainrule.Tree;
import org.chainrule.graph.Shape;
import org.chainrule.graph.ShapeException;
import org.chainrule.nn.Context;
import org.chainrule.nn.Dropout;

/** Recurrent layers upon each other, each in one direction or in two. */
final class RecurrentStack {
    private RecurrentStack() {}

    /** One step of one layer: from the state before, and the inputs' share of the gates. */
    @FunctionalInterface
    interface Cell<S> {
        Scan.Step<S, Tensor> step(RecurrentWeights weights, S before, Tensor projected);
    }

    /** The last layer's outputs [batch, steps, directions·hidden], and the last states, layer by layer and direction by direction. */
    record Result<S>(Tensor output, List<S> states) {}

    /** Of one step or of all: the inputs' share of the gates, and whether there is a step, [batch, 1] of one. */
    private record Inputs(Tensor projected, Optional<Tensor> present) {
        <S> Scan.Step<S, Tensor> kept(S before, Scan.Step<S, Tensor> after) {
            return present.map(is ->
                            new Scan.Step<>(Tree.map(after.carry(), before, is::where), is.where(after.output(), 0)))
                    .orElse(after);
        }
    }

    static List<List<RecurrentWeights>> weights(
            int inputs, int hidden, int layers, boolean bidirectional, int gates, RandomKey key) {
        int directions = bidirectional ? 2 : 1;
        return IntStream.range(0, layers)
                .mapToObj(layer -> IntStream.range(0, directions)
                        .mapToObj(direction -> RecurrentWeights.of(
                                layer == 0 ? inputs : directions * hidden,
                                hidden,
                                gates,
                                key.fold(layer * directions + direction)))
                        .toList())
                .toList();
    }

    static List<List<RecurrentWeights>> checked(List<List<RecurrentWeights>> layers, Optional<Dropout> dropout) {
        boolean fits = !layers.isEmpty()
                && layers.stream().allMatch(directions -> directions.size() == 1 || directions.size() == 2);
        if (!fits) {
            throw new IllegalArgumentException("at least one layer, each of one direction or of two");
        }
        if (dropout.isPresent() && layers.size() == 1) {
            throw new IllegalArgumentException("one recurrent layer has no other for " + dropout.get() + " between");
        }
        return layers.stream().map(List::copyOf).toList();
    }

    /** What is done to the outputs of a layer before they are the next one's inputs. */
    static UnaryOperator<Tensor> between(Optional<Dropout> dropout, Context context) {
        return y -> dropout.map(layer -> layer.apply(y, context)).orElse(y);
    }

    /**
     * @param x [batch, steps, inputs]
     * @param mask where x has steps, [batch, steps]; elsewhere states stay and outputs are 0
     * @param between each two layers
     */
    static <S> Result<S> run(
            List<List<RecurrentWeights>> layers,
            Tensor x,
            Optional<Tensor> mask,
            List<S> first,
            Cell<S> cell,
            UnaryOperator<Tensor> between) {
        Optional<Tensor> steps = mask.map(present -> present.transpose(0, 1).unsqueeze(-1));
        Tensor y = x.transpose(0, 1);
        List<S> last = new ArrayList<>();
        for (List<RecurrentWeights> directions : layers) {
            Tensor below = last.isEmpty() ? y : between.apply(y);
            List<Tensor> outputs = new ArrayList<>();
            for (int direction = 0; direction < directions.size(); direction++) {
                RecurrentWeights weights = directions.get(direction);
                Scan<S, Inputs, Tensor> scan = Scan.of(
                        (S before, Inputs inputs) -> inputs.kept(before, cell.step(weights, before, inputs.projected)));
                Scan.Step<S, Tensor> end = (direction == 0 ? scan : scan.reversed())
                        .over(first.get(last.size()), new Inputs(weights.projected(below), steps));
                last.add(end.carry());
                outputs.add(end.output());
            }
            y = outputs.size() == 1 ? outputs.getFirst() : Tensor.concat(-1, outputs);
        }
        return new Result<>(y.transpose(0, 1), last);
    }

    /** The states of a tensor [layers·directions, batch, hidden] one by one. */
    static List<Tensor> states(List<List<RecurrentWeights>> layers, Tensor x, Tensor states) {
        int count = count(layers);
        int hidden = layers.getFirst().getFirst().hidden();
        int batch = x.shape().extent(0);
        if (!states.shape().equals(Shape.of(count, batch, hidden))) {
            throw new ShapeException(
                    "recurrent layer",
                    "a state of shape " + states.shape(),
                    "[" + count + " layers and directions, batch " + batch + ", hidden " + hidden + "]");
        }
        return IntStream.range(0, count).mapToObj(i -> states.get(0, i)).toList();
    }

    /** Zeros of the states' shape. */
    static Tensor zeros(List<List<RecurrentWeights>> layers, Tensor x) {
        int inputs = layers.getFirst().getFirst().input().shape().extent(0);
        if (x.shape().rank() != 3 || x.shape().extent(2) != inputs) {
            throw new ShapeException("recurrent layer", "input " + x.shape(), "[batch, steps, " + inputs + " inputs]");
        }
        int hidden = layers.getFirst().getFirst().hidden();
        return x.like(0).broadcastTo(count(layers), x.shape().extent(0), hidden);
    }

    private static int count(List<List<RecurrentWeights>> layers) {
        return layers.stream().mapToInt(List::size).sum();
    }
}
