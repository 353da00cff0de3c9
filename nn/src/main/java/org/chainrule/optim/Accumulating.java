package org.chainrule.optim;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chainrule.Tensor;
import org.chainrule.Tree;

/**
 * Adds up the gradients of several batches of equal size, and moves the parameters by their mean after the last of them: as if all
 * had been one batch, whose activations need not be in memory together.
 *
 * <p>The state is the optimizer's, with one moment more, the sum, and two numbers more: how often the optimizer moved, and how many
 * batches the sum is of. Sums are dense, also of gradients that name few rows.
 *
 * @param batches how many, from 1 on
 */
public record Accumulating(Optimizer optimizer, int batches) implements MomentumOptimizer {
    public Accumulating {
        if (batches < 1) {
            throw new IllegalArgumentException(batches + " batches: at least 1");
        }
    }

    @Override
    public <M> OptimizerState<M> initial(M model) {
        OptimizerState<M> inner = optimizer.initial(model);
        OptimizerState<M> sum = Parameters.zeros(model, 1);
        return joined(sum.step(), inner, sum.moments().getFirst(), Tensor.scalar(0));
    }

    @Override
    public double momentum() {
        return MomentumOptimizer.momentumOf(optimizer);
    }

    /** With the optimizer's own momentum. */
    @Override
    public <M> Updated<M> update(M model, M gradients, OptimizerState<M> state, Tensor rate) {
        return update(model, gradients, state, rate, Optional.empty());
    }

    /** Rate and momentum count at the last of the batches. */
    @Override
    public <M> Updated<M> update(M model, M gradients, OptimizerState<M> state, Tensor rate, Momentum momentum) {
        return update(model, gradients, state, rate, Optional.of(momentum));
    }

    private <M> Updated<M> update(
            M model, M gradients, OptimizerState<M> state, Tensor rate, Optional<Momentum> momentum) {
        Form.requireRate(this, rate);
        Form.check(this, model, gradients, state);
        OptimizerState<M> before = inner(state);
        Tensor taken = state.scalars().getLast().add(1);
        Tensor isLast = taken.eq(batches);
        M sum = Tree.map(state.moments().getLast(), gradients, (old, g) -> isAdded(g) ? old.add(g) : old);
        M mean = Tree.map(sum, total -> total.div(batches));
        Updated<M> moved = MomentumOptimizer.update(optimizer, model, mean, before, rate, momentum);
        M rest = Tree.map(sum, total -> isLast.where(total.like(0), total));
        return new Updated<>(
                Tree.map(moved.model(), model, isLast::where),
                joined(
                        state.step().add(1),
                        Tree.map(moved.state(), before, isLast::where),
                        rest,
                        isLast.where(taken.like(0), taken)));
    }

    private static boolean isAdded(Tensor gradient) {
        return gradient.dtype().isFloating();
    }

    private static <M> OptimizerState<M> joined(Tensor step, OptimizerState<M> inner, M sum, Tensor taken) {
        List<M> moments = new ArrayList<>(inner.moments());
        moments.add(sum);
        List<Tensor> scalars = new ArrayList<>(inner.scalars());
        scalars.add(inner.step());
        scalars.add(taken);
        return new OptimizerState<>(step, moments, scalars);
    }

    private static <M> OptimizerState<M> inner(OptimizerState<M> state) {
        List<Tensor> scalars = state.scalars();
        int own = scalars.size() - 2;
        return new OptimizerState<>(
                scalars.get(own), state.moments().subList(0, state.moments().size() - 1), scalars.subList(0, own));
    }
}
