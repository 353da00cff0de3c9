package org.chainrule.optim;

import org.chainrule.Tensor;
import org.chainrule.Tree;
import org.chainrule.arguments.Arguments;

/**
 * Adam with weight decay apart from the gradient, with PyTorch's defaults:
 *
 * <pre>
 * w = w − rate · weightDecay · w, and then as {@link Adam}
 * </pre>
 *
 * Source: Loshchilov, Hutter, "Decoupled weight decay regularization", ICLR 2019.
 *
 * @param beta1 how slowly the mean of the gradients is forgotten, from 0 to less than 1
 * @param beta2 how slowly the mean of their squares is forgotten, from 0 to less than 1
 * @param epsilon from 0 on; keeps the denominator from 0
 * @param weightDecay from 0 on
 */
public record AdamW(double beta1, double beta2, double epsilon, double weightDecay) implements MomentumOptimizer {
    public AdamW {
        Arguments.belowOne("beta1", beta1);
        Arguments.belowOne("beta2", beta2);
        Arguments.notNegative("epsilon", epsilon);
        Arguments.notNegative("weightDecay", weightDecay);
    }

    /** β = (0.9, 0.999), ε = 1e-8, weight decay 0.01. The usual rate is 1e-3. */
    public AdamW() {
        this(0.9, 0.999, 1e-8, 0.01);
    }

    /** The same, forgetting the mean and the mean square so slowly. */
    public AdamW withBetas(double first, double second) {
        return new AdamW(first, second, epsilon, weightDecay);
    }

    /** The same with another ε. */
    public AdamW withEpsilon(double other) {
        return new AdamW(beta1, beta2, other, weightDecay);
    }

    /** The same with another weight decay. */
    public AdamW withWeightDecay(double other) {
        return new AdamW(beta1, beta2, epsilon, other);
    }

    @Override
    public double momentum() {
        return beta1;
    }

    @Override
    public <M> OptimizerState<M> initial(M model) {
        return Parameters.zeros(model, 2);
    }

    @Override
    public <M> Updated<M> update(M model, M gradients, OptimizerState<M> state, Tensor rate, Momentum momentum) {
        Form.requireRate(this, rate);
        Form.check(this, model, gradients, state);
        M smaller = Tree.map(
                model, w -> w.dtype().isFloating() ? Parameters.shrunk(w, rate.cast(w.dtype()), weightDecay) : w);
        return new Adam(beta1, beta2, epsilon, 0).update(smaller, gradients, state, rate, momentum);
    }
}
