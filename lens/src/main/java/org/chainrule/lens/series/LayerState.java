package org.chainrule.lens.series;

import java.util.Optional;

/**
 * The parameters of a layer, all of its tensors together, and the gradient of the loss by them.
 *
 * @param parameters how many numbers they are
 * @param gradient its norm, {@code √Σg²}
 * @param weight their norm, {@code √Σw²}
 * @param ratio how far the step moved them, {@code ‖w − w'‖ / ‖w'‖}, w' being before it; NaN where that is 0
 * @param gradients none if there were too many layers to keep them
 */
public record LayerState(
        long parameters,
        double gradient,
        double weight,
        double ratio,
        Optional<Histogram> weights,
        Optional<Histogram> gradients) {
    /** The root of the mean square of the gradient's elements, which layers of different sizes can be compared by. */
    public double meanGradient() {
        return gradient / Math.sqrt(parameters);
    }
}
