package org.chainrule.bench.engine.trajectory;

import org.chainrule.bench.trajectory.Rule;
import org.chainrule.optim.Adagrad;
import org.chainrule.optim.Adam;
import org.chainrule.optim.AdamW;
import org.chainrule.optim.AmsGrad;
import org.chainrule.optim.Lbfgs;
import org.chainrule.optim.Optimizer;
import org.chainrule.optim.RmsProp;
import org.chainrule.optim.Sgd;

/** The optimizers of the rules; what a rule does not tell is the default. */
final class Chosen {
    private Chosen() {}

    static Optimizer of(Rule.Sgd rule) {
        return new Sgd(rule.momentum(), rule.dampening(), rule.nesterov(), rule.weightDecay());
    }

    static Optimizer of(Rule.Adagrad rule) {
        return new Adagrad(rule.rateDecay(), rule.initial(), new Adagrad().epsilon(), rule.weightDecay());
    }

    static Optimizer of(Rule.RmsProp rule) {
        RmsProp usual = new RmsProp();
        return new RmsProp(usual.alpha(), usual.epsilon(), rule.momentum(), rule.centered(), rule.weightDecay());
    }

    static Optimizer of(Rule.Adam rule) {
        Adam usual = new Adam();
        return rule.largest()
                ? new AmsGrad(usual.beta1(), usual.beta2(), usual.epsilon(), rule.weightDecay())
                : new Adam(usual.beta1(), usual.beta2(), usual.epsilon(), rule.weightDecay());
    }

    static Optimizer of(Rule.AdamW rule) {
        AdamW usual = new AdamW();
        return new AdamW(usual.beta1(), usual.beta2(), usual.epsilon(), rule.weightDecay());
    }

    static Lbfgs of(Rule.Lbfgs rule) {
        Lbfgs usual = new Lbfgs();
        return new Lbfgs(
                rule.rate(),
                rule.iterations(),
                rule.iterations() * 5 / 4,
                usual.gradientTolerance(),
                usual.changeTolerance(),
                usual.history(),
                rule.lineSearch() ? Lbfgs.LineSearch.STRONG_WOLFE : Lbfgs.LineSearch.NONE);
    }
}
