package org.chainrule.optim;

import java.util.List;
import org.chainrule.CompiledLoop;
import org.chainrule.Gradient;
import org.chainrule.RandomKey;
import org.chainrule.Tensor;
import org.chainrule.graph.DType;
import org.chainrule.graph.Shape;

/** A small network to be fitted to made-up data, with parameters of two ranks. */
final class Problem {
    private Problem() {}

    /** Weights of two layers, the first with a bias. */
    record Model(Tensor hidden, Tensor bias, Tensor output) {}

    /** What a training carries. */
    record State(Model model, OptimizerState<Model> optimizer) {}

    static Model model(DType dtype) {
        RandomKey key = RandomKey.of(5);
        return new Model(
                key.fold(1).normal(Shape.of(4, 6)).mul(0.5).cast(dtype).evaluate(),
                Tensor.full(Shape.of(6), 0.1, dtype).evaluate(),
                key.fold(2).normal(Shape.of(6, 3)).mul(0.5).cast(dtype).evaluate());
    }

    /** The mean squared error on so many rows of the data. */
    static Tensor loss(Model model, int from, int to) {
        DType dtype = model.hidden().dtype();
        RandomKey key = RandomKey.of(6);
        Tensor x = key.fold(1).normal(Shape.of(8, 4)).cast(dtype).slice(0, from, to);
        Tensor y = key.fold(2).normal(Shape.of(8, 3)).cast(dtype).slice(0, from, to);
        return x.matmul(model.hidden())
                .add(model.bias())
                .tanh()
                .matmul(model.output())
                .sub(y)
                .square()
                .mean();
    }

    static Tensor loss(Model model) {
        return loss(model, 0, 8);
    }

    static State start(Optimizer optimizer, DType dtype) {
        Model model = model(dtype);
        return new State(model, optimizer.initial(model));
    }

    /** A training on all of the data at once. */
    static CompiledLoop<State, Tensor, Tensor> loop(Optimizer optimizer, State start) {
        return CompiledLoop.of(start, (state, rate) -> {
            Tensor loss = loss(state.model());
            Model gradients = Gradient.of(loss).at(state.model());
            Optimizer.Updated<Model> next = optimizer.update(state.model(), gradients, state.optimizer(), rate);
            return new CompiledLoop.Next<>(new State(next.model(), next.state()), loss);
        });
    }

    /** All numbers of a training. */
    static List<double[]> numbers(Object tree) {
        return org.chainrule.Tree.leaves(tree).stream().map(Tensor::toDoubles).toList();
    }
}
