package org.chainrule;

import java.util.List;

/**
 * How the windows of a pooling lie on its input. Lists have one number for each pooled axis, or one for all of them.
 *
 * @param window how many places a window has along each axis
 * @param stride how far a window starts after the one before
 * @param padding what is put before and after each axis: nothing that is ever the largest, and zeros in a mean
 * @param dilation how far apart the places of a window are
 */
public record Pooling(List<Integer> window, List<Integer> stride, List<Integer> padding, List<Integer> dilation) {
    public Pooling {
        window = Convolution.least("window", 1, window);
        stride = Convolution.least("stride", 1, stride);
        padding = Convolution.least("padding", 0, padding);
        dilation = Convolution.least("dilation", 1, dilation);
    }

    /** Windows side by side, each beginning where the one before ends. */
    public static Pooling of(int... window) {
        List<Integer> extents = Convolution.list(window);
        return new Pooling(extents, extents, List.of(0), List.of(1));
    }

    public Pooling withStride(int... steps) {
        return new Pooling(window, Convolution.list(steps), padding, dilation);
    }

    public Pooling withPadding(int... elements) {
        return new Pooling(window, stride, Convolution.list(elements), dilation);
    }

    public Pooling withDilation(int... distances) {
        return new Pooling(window, stride, padding, Convolution.list(distances));
    }
}
