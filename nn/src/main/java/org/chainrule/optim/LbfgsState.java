package org.chainrule.optim;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.chainrule.Tensor;
import org.chainrule.graph.DType;
import org.chainrule.graph.Shape;

/**
 * What L-BFGS remembers from step to step, as a value; n is how many floating numbers the model has. Vectors are float64.
 *
 * @param iterations how many there were, an int64 scalar
 * @param evaluations of the function, how many there were, an int64 scalar
 * @param length how far the last move went along the last direction, a float64 scalar
 * @param direction the last one, [n]
 * @param gradient where the last move began, [n]
 * @param moves the last ones, each [n]
 * @param changes of the gradient along them, each [n]
 */
public record LbfgsState(
        Tensor iterations,
        Tensor evaluations,
        Tensor length,
        Tensor direction,
        Tensor gradient,
        List<Tensor> moves,
        List<Tensor> changes) {
    public LbfgsState {
        moves = List.copyOf(moves);
        changes = List.copyOf(changes);
    }

    static LbfgsState initial(int size) {
        Tensor nothing = Tensor.full(Shape.of(size), 0, DType.FLOAT64);
        Tensor none = count(0);
        return new LbfgsState(none, none, Tensor.scalar(0, DType.FLOAT64), nothing, nothing, List.of(), List.of());
    }

    /**
     * The state from its tensors by path, as they are read from a file.
     *
     * @throws IllegalArgumentException if one is missing
     */
    public static LbfgsState of(Map<String, Tensor> named) {
        return new LbfgsState(
                tensor(named, "iterations"),
                tensor(named, "evaluations"),
                tensor(named, "length"),
                tensor(named, "direction"),
                tensor(named, "gradient"),
                list(named, "moves"),
                list(named, "changes"));
    }

    private static Tensor tensor(Map<String, Tensor> named, String path) {
        Tensor tensor = named.get(path);
        if (tensor == null) {
            throw new IllegalArgumentException("a state of L-BFGS has " + path + ", and not only " + named.keySet());
        }
        return tensor;
    }

    private static List<Tensor> list(Map<String, Tensor> named, String path) {
        List<Tensor> list = new ArrayList<>();
        for (Tensor next = named.get(path + ".0"); next != null; next = named.get(path + "." + list.size())) {
            list.add(next);
        }
        return list;
    }

    boolean isNew() {
        return iterations.item() == 0;
    }

    LbfgsState after(
            int moreIterations,
            int moreEvaluations,
            double newLength,
            double[] newDirection,
            double[] newGradient,
            Moves known) {
        return new LbfgsState(
                count(iterations.toLongs()[0] + moreIterations),
                count(evaluations.toLongs()[0] + moreEvaluations),
                Tensor.scalar(newLength, DType.FLOAT64),
                Tensor.of(newDirection),
                Tensor.of(newGradient),
                known.moves(),
                known.changes());
    }

    private static Tensor count(long number) {
        return Tensor.of(new long[] {number}, Shape.SCALAR);
    }
}
