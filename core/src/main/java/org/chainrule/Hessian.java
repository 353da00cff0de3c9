package org.chainrule;

import java.util.Map;

/** Second derivatives of one number: gradients are tensors like any others, so they have Jacobians and tangents. */
public final class Hessian {
    private final Gradient gradient;

    private Hessian(Gradient gradient) {
        this.gradient = gradient;
    }

    /** The Hessian of one floating number. */
    public static Hessian of(Tensor loss) {
        return new Hessian(Gradient.of(loss));
    }

    /** ∂²loss/∂xᵢ∂xⱼ, of the shape of x followed by the shape of x. */
    public Tensor at(Tensor x) {
        return Jacobian.of(gradient.at(x)).forwardAt(x);
    }

    /**
     * The Hessian by all tensors of a record, list or map, in blocks: {@code blocks(model).get("hidden.weight").output().bias()} is
     * ∂²loss/∂w∂b of the shape of that weight followed by that of the bias. Tensors that are not floating have none.
     */
    public <T> Map<String, T> blocks(T by) {
        return Jacobian.blocks(gradient.at(by), by);
    }

    /**
     * The Hessian times a direction, without the Hessian: forward over reverse, for a few times the cost of the loss.
     *
     * @param by a tensor, or a record, list or map of tensors
     * @param direction of the same form
     */
    public <T> T times(T by, T direction) {
        return Tangent.of(gradient.at(by)).along(by, direction);
    }
}
