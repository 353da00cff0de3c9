package org.chainrule.regularization;

import org.chainrule.RandomKey;
import org.chainrule.RowSparse;
import org.chainrule.Tensor;
import org.chainrule.Tree;
import org.chainrule.arguments.Arguments;
import org.chainrule.graph.DType;

/**
 * The gradient of all parameters together is no longer than a limit: g ← g · min(1, limit/(‖g‖₂ + 10⁻⁶)). PyTorch's
 * clip_grad_norm_. Source: Pascanu, Mikolov, Bengio, "On the difficulty of training recurrent neural networks", ICML 2013.
 *
 * @param limit above 0
 */
public record ClipNorm(double limit) implements GradientTransform {
    private static final double EPSILON = 1e-6;

    public ClipNorm {
        Arguments.positive("the limit", limit);
    }

    @Override
    public <M> M apply(M gradients, Tensor step, RandomKey key) {
        return of(gradients);
    }

    /** The gradients, clipped: what a training loop of one's own calls, as neither step nor key matter. */
    public <M> M of(M gradients) {
        Tensor share = norm(gradients).add(EPSILON).reciprocal().mul(limit);
        // not share.lt(1): a norm of NaN is to be seen in the gradients
        Tensor scale = share.ge(1).where(share.like(1), share);
        return Tree.map(gradients, g -> g.dtype().isFloating() ? g.mul(scale.cast(g.dtype())) : g);
    }

    /** √Σ g² over all floating leaves, float64 if one of them is. */
    public static Tensor norm(Object gradients) {
        boolean wide = Tree.leaves(gradients).stream().anyMatch(g -> g.dtype() == DType.FLOAT64);
        DType dtype = wide ? DType.FLOAT64 : DType.FLOAT32;
        return Tree.leaves(gradients).stream()
                .filter(g -> g.dtype().isFloating())
                .map(g -> RowSparse.elements(g).square().sum().cast(dtype))
                .reduce(Tensor::add)
                .orElseGet(() -> Tensor.scalar(0, dtype))
                .sqrt();
    }
}
