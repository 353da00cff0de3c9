package org.chainrule;

import java.util.List;
import org.chainrule.graph.FourierTransform;
import org.chainrule.graph.Node;
import org.chainrule.graph.ShapeException;

/**
 * Discrete Fourier transforms of any length, in O(n log n). A complex tensor has a last axis of two: real and imaginary part. Transforms
 * run along the axis before it.
 */
public sealed interface FourierTransforms permits Tensor {
    Node node();

    /** Complex to complex, [batch …, n, 2]: {@code y_k = Σ_j x_j·e^(−2πi·jk/n)}. */
    default Tensor fft() {
        return Tensor.of(new FourierTransform(false), Tensor.of(node()));
    }

    /** Undoes {@link #fft}: {@code x_j = 1/n·Σ_k y_k·e^(2πi·jk/n)}. */
    default Tensor inverseFft() {
        Tensor sum = Tensor.of(new FourierTransform(true), Tensor.of(node()));
        return sum.div(Math.max(1, sum.shape().extent(-2)));
    }

    /** Of real numbers [batch …, n] the first half of the transform, [batch …, ⌊n/2⌋ + 1, 2]; the rest is its mirror image. */
    default Tensor realFft() {
        Tensor x = Tensor.of(node());
        int extent = x.shape().extent(-1);
        if (extent == 0) {
            throw new ShapeException("realFft", "shape " + x.shape(), "the last axis is not empty");
        }
        Tensor complex = Tensor.stack(-1, List.of(x, x.like(0).broadcastTo(x.shape())));
        return complex.fft().slice(-2, 0, extent / 2 + 1);
    }

    /**
     * Undoes {@link #realFft}: from [batch …, ⌊n/2⌋ + 1, 2] to real numbers [batch …, n]. Imaginary parts that no real numbers have are
     * not read.
     *
     * @param extent n, as both 2m and 2m + 1 have m + 1 coefficients
     */
    default Tensor inverseRealFft(int extent) {
        Tensor y = Tensor.of(node());
        if (extent < 1 || y.shape().rank() < 2 || y.shape().extent(-2) != extent / 2 + 1) {
            throw new ShapeException(
                    "inverseRealFft",
                    "shape " + y.shape() + " to " + extent + " numbers",
                    "[…, ⌊n/2⌋ + 1, 2] coefficients for n numbers");
        }
        Tensor rest = y.slice(-2, 1, (extent - 1) / 2 + 1).flip(-2);
        Tensor mirrored =
                Tensor.stack(-1, List.of(rest.get(-1, 0), rest.get(-1, 1).neg()));
        return Tensor.concat(-2, List.of(y, mirrored)).inverseFft().get(-1, 0);
    }
}
