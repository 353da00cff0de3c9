package org.chainrule.optim;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.chainrule.RowSparse;
import org.chainrule.Tensor;
import org.chainrule.Tree;
import org.chainrule.graph.DType;
import org.chainrule.graph.Shape;

/** Runs the rule of one parameter over all of a model. */
final class Parameters {
    private Parameters() {}

    /** What a rule makes of one parameter: its next value and its next moments. */
    record Moved(Tensor parameter, List<Tensor> moments) {}

    /** The update of one parameter from its gradient and its moments. */
    interface Rule {
        Moved move(Tensor parameter, Tensor gradient, List<Tensor> moments);
    }

    /** The update of one table from a gradient of few rows. */
    interface RowRule {
        Moved move(Tensor table, RowSparse gradient, List<Tensor> moments);
    }

    /** A gradient with L2's added: g + weightDecay · w. */
    static Tensor decayed(Tensor gradient, Tensor w, double weightDecay) {
        return weightDecay == 0 ? gradient : gradient.add(w.mul(weightDecay));
    }

    /** Weights pulled towards 0 apart from the gradient: w − rate · weightDecay · w. */
    static Tensor shrunk(Tensor w, Tensor rate, double weightDecay) {
        return weightDecay == 0 ? w : w.mul(rate.mul(-weightDecay).add(1));
    }

    /** (1 − share)·old + share·fresh. */
    static Tensor blend(Tensor old, Tensor fresh, double share) {
        return old.mul(1 - share).add(fresh.mul(share));
    }

    /** The number t of an update, from 1, in the dtype of the rate: what is computed of it then is as exact as the rate is. */
    static Tensor number(OptimizerState<?> state, Tensor rate) {
        return state.step().add(1).cast(rate.dtype());
    }

    /** 1 − βᵗ, exact for β near 1. */
    static Tensor missing(double beta, Tensor t) {
        return t.mul(Math.log(beta)).expm1().neg();
    }

    /** A state of so many zero moments. */
    static <M> OptimizerState<M> zeros(M model, int moments) {
        return zeros(model, Collections.nCopies(moments, shape -> shape));
    }

    /** A model that holds parameters; what {@link Groups} gives an optimizer is a map, which may hold none. */
    private static <M> M some(M model) {
        if (!(model instanceof Map<?, ?>)) {
            Tree.parameters(model);
        }
        return Form.unshared(model);
    }

    /** A state of zero moments whose shapes follow from those of the parameters. */
    static <M> OptimizerState<M> zeros(M model, List<UnaryOperator<Shape>> shapes) {
        M some = some(model);
        List<M> trees = new ArrayList<>();
        for (UnaryOperator<Shape> shape : shapes) {
            trees.add(Tree.map(some, leaf -> Tensor.full(shape.apply(leaf.shape()), 0, momentType(leaf))));
        }
        return new OptimizerState<>(Tensor.full(Shape.SCALAR, 0, DType.FLOAT32), trees);
    }

    /** A state of one moment filled with a number. */
    static <M> OptimizerState<M> filled(M model, double number) {
        M moment = Tree.map(some(model), leaf -> Tensor.full(leaf.shape(), number, momentType(leaf)));
        return new OptimizerState<>(Tensor.full(Shape.SCALAR, 0, DType.FLOAT32), List.of(moment));
    }

    /** Float64 if a parameter is, else float32. */
    static DType widest(Object model) {
        return Tree.leaves(model).stream().anyMatch(leaf -> leaf.dtype() == DType.FLOAT64)
                ? DType.FLOAT64
                : DType.FLOAT32;
    }

    private static DType momentType(Tensor leaf) {
        return leaf.dtype().isFloating() ? leaf.dtype() : DType.FLOAT32;
    }

    /** Tables whose gradient names rows move by the second rule, all else by the first. */
    static <M> Optimizer.Updated<M> update(
            Optimizer optimizer, M model, M gradients, OptimizerState<M> state, Rule rule, RowRule rowRule) {
        return update(
                optimizer,
                model,
                gradients,
                state,
                (w, gradient, moments) -> RowSparse.of(gradient)
                        .map(rows -> rowRule.move(w, rows, moments))
                        .orElseGet(() -> rule.move(w, gradient, moments)));
    }

    static <M> Optimizer.Updated<M> update(
            Optimizer optimizer, M model, M gradients, OptimizerState<M> state, Rule rule) {
        Form.check(optimizer, model, gradients, state);
        List<Tensor> leaves = Tree.leaves(model);
        List<Tensor> slopes = Tree.leaves(gradients);
        List<List<Tensor>> before = state.moments().stream().map(Tree::leaves).toList();
        List<Tensor> moved = new ArrayList<>();
        List<List<Tensor>> after = new ArrayList<>();
        before.forEach(moment -> after.add(new ArrayList<>()));
        for (int i = 0; i < leaves.size(); i++) {
            int at = i;
            List<Tensor> moments = before.stream().map(moment -> moment.get(at)).toList();
            Moved next = leaves.get(i).dtype().isFloating()
                    ? rule.move(leaves.get(i), slopes.get(i), moments)
                    : new Moved(leaves.get(i), moments);
            moved.add(next.parameter());
            for (int m = 0; m < after.size(); m++) {
                after.get(m).add(next.moments().get(m));
            }
        }
        List<M> trees = new ArrayList<>();
        for (int m = 0; m < after.size(); m++) {
            trees.add(Tree.rebuild(state.moments().get(m), after.get(m)));
        }
        return new Optimizer.Updated<>(
                Tree.rebuild(model, moved), new OptimizerState<>(state.step().add(1), trees, state.scalars()));
    }
}
