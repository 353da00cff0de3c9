package org.chainrule.bench.engine;

import java.util.List;
import java.util.function.BinaryOperator;
import java.util.stream.IntStream;
import org.chainrule.Tensor;
import org.chainrule.Tree;
import org.chainrule.bench.protocol.Perceptron;
import org.chainrule.graph.DType;

/** How parameters move, in tensors. */
public final class Optimization {
    private static final double FIRST_DECAY = 0.9;
    private static final double SECOND_DECAY = 0.999;
    private static final double EPSILON = 1e-8;

    private Optimization() {}

    /** A model with running means of its gradients and of their squares, and how many steps it has made. */
    public record State<M>(M model, M first, M second, Tensor steps) {
        public static <M> State<M> of(M model) {
            M zeros = Tree.map(model, parameter -> Tensor.full(parameter.shape(), 0, parameter.dtype()));
            return new State<>(model, zeros, zeros, Tensor.scalar(0, DType.FLOAT64));
        }
    }

    public static <M> State<M> step(Perceptron.Update update, State<M> state, M gradients) {
        return switch (update) {
            case Perceptron.Update.GradientDescent descent ->
                new State<>(
                        both(state.model(), gradients, (parameter, g) -> parameter.sub(g.mul(descent.rate()))),
                        state.first(),
                        state.second(),
                        state.steps());
            case Perceptron.Update.Adam adam -> adam(adam.rate(), state, gradients);
        };
    }

    private static <M> State<M> adam(double rate, State<M> state, M gradients) {
        Tensor steps = state.steps().add(1);
        // float64, because 1 − 0.999 loses half its digits in float32
        Tensor firstScale =
                powerComplement(FIRST_DECAY, steps).reciprocal().mul(rate).cast(DType.FLOAT32);
        Tensor secondScale = powerComplement(SECOND_DECAY, steps).reciprocal().cast(DType.FLOAT32);
        M first = both(
                state.first(), gradients, (mean, g) -> mean.mul(FIRST_DECAY).add(g.mul(1 - FIRST_DECAY)));
        M second = both(
                state.second(),
                gradients,
                (mean, g) -> mean.mul(SECOND_DECAY).add(g.square().mul(1 - SECOND_DECAY)));
        M direction = both(
                first,
                second,
                (m, v) -> m.mul(firstScale).div(v.mul(secondScale).sqrt().add(EPSILON)));
        return new State<>(both(state.model(), direction, Tensor::sub), first, second, steps);
    }

    /** 1 − decayˢ */
    private static Tensor powerComplement(double decay, Tensor steps) {
        return steps.mul(Math.log(decay)).expm1().neg();
    }

    private static <M> M both(M left, M right, BinaryOperator<Tensor> function) {
        List<Tensor> lefts = Tree.leaves(left);
        List<Tensor> rights = Tree.leaves(right);
        List<Tensor> results = IntStream.range(0, lefts.size())
                .mapToObj(i -> function.apply(lefts.get(i), rights.get(i)))
                .toList();
        return Tree.rebuild(left, results);
    }
}
