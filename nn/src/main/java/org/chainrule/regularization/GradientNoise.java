package org.chainrule.regularization;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.RandomKey;
import org.chainrule.Tensor;
import org.chainrule.Tree;
import org.chainrule.arguments.Arguments;
import org.chainrule.graph.DType;

/**
 * Normal noise on the gradient that becomes less: g ← g + N(0, σ²), σ² = eta/(1 + step)^gamma. Source: Neelakantan and others,
 * "Adding gradient noise improves learning for very deep networks", 2015.
 *
 * @param eta the first variance, from 0 on; the paper's are 0.01, 0.3 and 1
 * @param gamma how fast it falls, from 0 on; 0.55 in the paper
 */
public record GradientNoise(double eta, double gamma) implements GradientTransform {
    public GradientNoise {
        Arguments.notNegative("eta", eta);
        Arguments.notNegative("gamma", gamma);
    }

    /** 0.01 and 0.55. */
    public GradientNoise() {
        this(0.01, 0.55);
    }

    @Override
    public <M> M apply(M gradients, Tensor step, RandomKey key) {
        // √(eta/(1 + step)^gamma) by logarithms
        Tensor deviation =
                step.cast(DType.FLOAT32).log1p().mul(-gamma / 2).exp().mul(Math.sqrt(eta));
        List<Tensor> noisy = new ArrayList<>();
        for (Tensor g : Tree.leaves(gradients)) {
            RandomKey own = key.fold(noisy.size());
            noisy.add(
                    g.dtype().isFloating()
                            ? g.add(own.normal(g.shape()).mul(deviation).cast(g.dtype()))
                            : g);
        }
        return Tree.rebuild(gradients, noisy);
    }
}
