package org.chainrule.regularization;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.chainrule.RandomKey;
import org.chainrule.Tensor;

/**
 * All that regularizes a training but for layers of the model, as dropout, and the loss's own label smoothing:
 *
 * <pre>{@code
 * Regularization.none().with(new L2(1e-4)).with(new ClipNorm(1)).with(new MaxNorm(3)).with(new Mixup(0.2))
 * }</pre>
 *
 * @param penalties added to the loss
 * @param transforms applied to the gradients, in this order
 * @param constraints that the parameters are brought back to after each update, in this order
 * @param mixup how examples are mixed, if they are
 */
public record Regularization(
        List<Penalty> penalties,
        List<GradientTransform> transforms,
        List<Constraint> constraints,
        Optional<Mixup> mixup) {
    public Regularization {
        penalties = List.copyOf(penalties);
        transforms = List.copyOf(transforms);
        constraints = List.copyOf(constraints);
    }

    public static Regularization none() {
        return new Regularization(List.of(), List.of(), List.of(), Optional.empty());
    }

    /** The same with one penalty more. */
    public Regularization with(Penalty penalty) {
        return new Regularization(more(penalties, penalty), transforms, constraints, mixup);
    }

    /** The same with one change of the gradients more, after those there are. */
    public Regularization with(GradientTransform transform) {
        return new Regularization(penalties, more(transforms, transform), constraints, mixup);
    }

    /** The same with one constraint more, after those there are. */
    public Regularization with(Constraint constraint) {
        return new Regularization(penalties, transforms, more(constraints, constraint), mixup);
    }

    /** The same with mixed examples. */
    public Regularization with(Mixup mixing) {
        return new Regularization(penalties, transforms, constraints, Optional.of(mixing));
    }

    /** The loss with all penalties. */
    public Tensor penalized(Tensor loss, Object model) {
        Tensor result = loss;
        for (Penalty penalty : penalties) {
            result = penalty.added(result, model);
        }
        return result;
    }

    /**
     * The gradients as the optimizer is to see them.
     *
     * @param step counted from 0, an int32 scalar
     * @param key of this step alone
     */
    public <M> M transformed(M gradients, Tensor step, RandomKey key) {
        M result = gradients;
        for (int i = 0; i < transforms.size(); i++) {
            result = transforms.get(i).apply(result, step, key.fold(i));
        }
        return result;
    }

    /** The model within all constraints. */
    public <M> M constrained(M model) {
        M result = model;
        for (Constraint constraint : constraints) {
            result = constraint.held(result);
        }
        return result;
    }

    private static <T> List<T> more(List<T> values, T value) {
        return Stream.concat(values.stream(), Stream.of(value)).toList();
    }
}
