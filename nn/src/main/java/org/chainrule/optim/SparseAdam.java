package org.chainrule.optim;

import java.util.List;
import org.chainrule.RowSparse;
import org.chainrule.Tensor;
import org.chainrule.arguments.Arguments;

/**
 * Adam on the rows that a gradient names, with PyTorch's defaults. For every row of a table that the batch looked up, repeated ones
 * summed to one gradient g:
 *
 * <pre>
 * m = m + (1 − β₁)·(g − m)        v = v + (1 − β₂)·(g² − v)
 * w = w − rate·√(1 − β₂ᵗ)/(1 − β₁ᵗ) · m / (√v + ε)
 * </pre>
 *
 * All other rows stay as they are, moments included (Adam would let their moments fade and move them on), so a step's time goes by the
 * batch, not by the table. A parameter whose gradient is not {@linkplain RowSparse row-sparse} moves by the same formula in all
 * its places; PyTorch refuses such parameters.
 *
 * <p>Source: Kingma, Ba, "Adam: a method for stochastic optimization", ICLR 2015, section 2; PyTorch's {@code SparseAdam}.
 *
 * @param beta1 how slowly the mean of the gradients is forgotten, from 0 to less than 1
 * @param beta2 how slowly the mean of their squares is forgotten, from 0 to less than 1
 * @param epsilon from 0 on; keeps the denominator from 0
 */
public record SparseAdam(double beta1, double beta2, double epsilon) implements Optimizer {
    public SparseAdam {
        Arguments.belowOne("beta1", beta1);
        Arguments.belowOne("beta2", beta2);
        Arguments.notNegative("epsilon", epsilon);
    }

    /** β = (0.9, 0.999), ε = 1e-8. The usual rate is 1e-3. */
    public SparseAdam() {
        this(0.9, 0.999, 1e-8);
    }

    /** The same, forgetting the mean and the mean square so slowly. */
    public SparseAdam withBetas(double first, double second) {
        return new SparseAdam(first, second, epsilon);
    }

    /** The same with another ε. */
    public SparseAdam withEpsilon(double other) {
        return new SparseAdam(beta1, beta2, other);
    }

    @Override
    public <M> OptimizerState<M> initial(M model) {
        return Parameters.zeros(model, 2);
    }

    @Override
    public <M> Updated<M> update(M model, M gradients, OptimizerState<M> state, Tensor rate) {
        Form.requireRate(this, rate);
        Tensor t = Parameters.number(state, rate);
        Tensor stepSize = rate.mul(Parameters.missing(beta2, t).sqrt().div(Parameters.missing(beta1, t)));
        return Parameters.update(
                this,
                model,
                gradients,
                state,
                (w, g, moments) -> {
                    Move move = move(g, moments.get(0), moments.get(1), stepSize);
                    return new Parameters.Moved(
                            w.add(move.w),
                            List.of(moments.get(0).add(move.m), moments.get(1).add(move.v)));
                },
                (w, gradient, moments) -> {
                    RowSparse.Distinct g = gradient.distinct();
                    Tensor m = moments.get(0);
                    Tensor v = moments.get(1);
                    Move move = move(g.values(), m.gather(0, g.rows()), v.gather(0, g.rows()), stepSize);
                    return new Parameters.Moved(g.addTo(w, move.w), List.of(g.addTo(m, move.m), g.addTo(v, move.v)));
                });
    }

    /** By how much a parameter and its moments move. */
    private record Move(Tensor w, Tensor m, Tensor v) {}

    private Move move(Tensor g, Tensor m, Tensor v, Tensor stepSize) {
        Tensor moveOfM = g.sub(m).mul(1 - beta1);
        Tensor moveOfV = g.square().sub(v).mul(1 - beta2);
        Tensor denominator = v.add(moveOfV).sqrt().add(epsilon);
        Tensor moveOfW =
                m.add(moveOfM).div(denominator).mul(stepSize.cast(g.dtype()).neg());
        return new Move(moveOfW, moveOfM, moveOfV);
    }
}
