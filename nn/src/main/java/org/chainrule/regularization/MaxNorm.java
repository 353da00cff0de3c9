package org.chainrule.regularization;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.chainrule.Tensor;
import org.chainrule.Tree;
import org.chainrule.arguments.Arguments;
import org.chainrule.optim.Selection;

/**
 * The weights into each unit are no longer than a limit: w ← w · min(1, limit/‖w‖₂), where w is all that stands at one place of
 * the units' axis. Source: Srivastava, Hinton, Krizhevsky, Sutskever, Salakhutdinov, "Dropout", JMLR 2014, section 5.1; PyTorch's
 * renorm.
 *
 * @param limit above 0
 * @param axis of the units: −1 for a dense layer's weight [inputs, outputs], 0 for a convolution's [outputs, …]
 * @param selection which parameters; without one those of more than one axis
 */
public record MaxNorm(double limit, int axis, Optional<Selection> selection) implements Constraint {
    public MaxNorm {
        Arguments.positive("the limit", limit);
    }

    /** Units along the last axis, a limit of 3: the paper's are 3 and 4. */
    public MaxNorm() {
        this(3);
    }

    /** Units along the last axis. */
    public MaxNorm(double limit) {
        this(limit, -1, Optional.empty());
    }

    @Override
    public <M> M held(M model) {
        Set<Tensor> chosen = Collections.newSetFromMap(new IdentityHashMap<>());
        chosen.addAll(Weights.of(model, selection));
        return Tree.map(model, w -> chosen.contains(w) ? renormed(w) : w);
    }

    private Tensor renormed(Tensor w) {
        int units = w.shape().axis(axis);
        int[] others = IntStream.range(0, w.shape().rank())
                .filter(other -> other != units)
                .toArray();
        if (others.length == 0) {
            return w.clip(-limit, limit);
        }
        // of a norm of 0 the quotient is infinite, and 1 is less
        Tensor share = w.square().sum(others).sqrt().reciprocal().mul(limit);
        Tensor scale = share.lt(1).where(share, 1);
        return w.mul(w.keeping(scale, others));
    }
}
