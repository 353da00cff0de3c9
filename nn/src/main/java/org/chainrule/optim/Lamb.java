package org.chainrule.optim;

import java.util.List;
import org.chainrule.Tensor;
import org.chainrule.arguments.Arguments;

/**
 * LAMB: Adam whose step has, for each parameter, a length in proportion to the parameter's own; for very large batches.
 *
 * <pre>
 * m = β₁·m + (1 − β₁)·g            v = β₂·v + (1 − β₂)·g²
 * r = m/(1 − β₁ᵗ) / (√(v/(1 − β₂ᵗ)) + ε) + weightDecay · w
 * w = w − rate · ‖w‖/‖r‖ · r, without the quotient where one of them is 0
 * </pre>
 *
 * Source: You and others, "Large batch optimization for deep learning: training BERT in 76 minutes", ICLR 2020.
 *
 * @param beta1 how slowly the mean of the gradients is forgotten, from 0 to less than 1
 * @param beta2 how slowly the mean of their squares is forgotten, from 0 to less than 1
 * @param epsilon from 0 on; keeps the denominator from 0
 * @param weightDecay from 0 on
 */
public record Lamb(double beta1, double beta2, double epsilon, double weightDecay) implements Optimizer {
    public Lamb {
        Arguments.belowOne("beta1", beta1);
        Arguments.belowOne("beta2", beta2);
        Arguments.notNegative("epsilon", epsilon);
        Arguments.notNegative("weightDecay", weightDecay);
    }

    /** β = (0.9, 0.999), ε = 1e-6, weight decay 0.01. The usual rate is 1e-3. */
    public Lamb() {
        this(0.9, 0.999, 1e-6, 0.01);
    }

    /** The same, forgetting the mean and the mean square so slowly. */
    public Lamb withBetas(double first, double second) {
        return new Lamb(first, second, epsilon, weightDecay);
    }

    /** The same with another ε. */
    public Lamb withEpsilon(double other) {
        return new Lamb(beta1, beta2, other, weightDecay);
    }

    /** The same with another weight decay. */
    public Lamb withWeightDecay(double other) {
        return new Lamb(beta1, beta2, epsilon, other);
    }

    @Override
    public <M> OptimizerState<M> initial(M model) {
        return Parameters.zeros(model, 2);
    }

    @Override
    public <M> Updated<M> update(M model, M gradients, OptimizerState<M> state, Tensor rate) {
        Form.requireRate(this, rate);
        Tensor t = Parameters.number(state, rate);
        Tensor ofMean = Parameters.missing(beta1, t).reciprocal();
        Tensor ofSquare = Parameters.missing(beta2, t).sqrt().reciprocal();
        return Parameters.update(this, model, gradients, state, (w, g, moments) -> {
            Tensor m = Parameters.blend(moments.get(0), g, 1 - beta1);
            Tensor v = Parameters.blend(moments.get(1), g.square(), 1 - beta2);
            Tensor size = v.sqrt().mul(ofSquare.cast(w.dtype())).add(epsilon);
            Tensor r = m.mul(ofMean.cast(w.dtype())).div(size).add(w.mul(weightDecay));
            Tensor step = r.mul(trust(w, r)).mul(rate.cast(w.dtype()));
            return new Parameters.Moved(w.sub(step), List.of(m, v));
        });
    }

    private static Tensor trust(Tensor w, Tensor r) {
        Tensor length = w.square().sum().sqrt();
        Tensor ofStep = r.square().sum().sqrt();
        Tensor both = length.gt(0).and(ofStep.gt(0));
        return both.where(length.div(both.where(ofStep, 1)), 1);
    }
}
