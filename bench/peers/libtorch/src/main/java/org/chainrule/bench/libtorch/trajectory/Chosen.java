package org.chainrule.bench.libtorch.trajectory;

import org.bytedeco.pytorch.Adagrad;
import org.bytedeco.pytorch.AdagradOptions;
import org.bytedeco.pytorch.Adam;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.AdamW;
import org.bytedeco.pytorch.AdamWOptions;
import org.bytedeco.pytorch.LBFGS;
import org.bytedeco.pytorch.LBFGSOptions;
import org.bytedeco.pytorch.Optimizer;
import org.bytedeco.pytorch.RMSprop;
import org.bytedeco.pytorch.RMSpropOptions;
import org.bytedeco.pytorch.SGD;
import org.bytedeco.pytorch.SGDOptions;
import org.bytedeco.pytorch.TensorVector;
import org.chainrule.bench.trajectory.Rule;

/** libtorch's optimizers of the rules; what a rule does not tell is the default. */
final class Chosen {
    private Chosen() {}

    static Optimizer of(Rule rule, TensorVector parameters) {
        return switch (rule) {
            case Rule.Sgd sgd -> {
                SGDOptions options = new SGDOptions(sgd.rate());
                options.momentum().put(sgd.momentum());
                options.dampening().put(sgd.dampening());
                options.nesterov().put(sgd.nesterov());
                options.weight_decay().put(sgd.weightDecay());
                yield new SGD(parameters, options);
            }
            case Rule.Adagrad adagrad -> {
                AdagradOptions options = new AdagradOptions(adagrad.rate());
                options.lr_decay().put(adagrad.rateDecay());
                options.initial_accumulator_value().put(adagrad.initial());
                options.weight_decay().put(adagrad.weightDecay());
                yield new Adagrad(parameters, options);
            }
            case Rule.RmsProp rmsProp -> {
                RMSpropOptions options = new RMSpropOptions(rmsProp.rate());
                options.momentum().put(rmsProp.momentum());
                options.centered().put(rmsProp.centered());
                options.weight_decay().put(rmsProp.weightDecay());
                yield new RMSprop(parameters, options);
            }
            case Rule.Adam adam -> {
                AdamOptions options = new AdamOptions(adam.rate());
                options.weight_decay().put(adam.weightDecay());
                options.amsgrad().put(adam.largest());
                yield new Adam(parameters, options);
            }
            case Rule.AdamW adamW -> {
                AdamWOptions options = new AdamWOptions(adamW.rate());
                options.weight_decay().put(adamW.weightDecay());
                yield new AdamW(parameters, options);
            }
            case Rule.Lbfgs lbfgs -> {
                LBFGSOptions options = new LBFGSOptions(lbfgs.rate());
                options.max_iter().put(lbfgs.iterations());
                if (lbfgs.lineSearch()) {
                    options.line_search_fn().put("strong_wolfe");
                }
                yield new LBFGS(parameters, options);
            }
        };
    }
}
