package org.chainrule.nn.layer;

import java.util.Arrays;
import org.chainrule.Tensor;

/** A number for each channel, shaped so that it broadcasts along the axes after the channels'. */
final class Channels {
    private Channels() {}

    /** [channels] to [channels, 1 …]. */
    static Tensor before(Tensor values, int axes) {
        int[] extents = new int[axes + 1];
        Arrays.fill(extents, 1);
        extents[0] = values.shape().size();
        return values.reshape(extents);
    }
}
