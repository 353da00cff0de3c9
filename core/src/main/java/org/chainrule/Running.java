package org.chainrule;

import java.util.List;

/** Running choices along an axis, by doubling: after step k every element has seen the 2ᵏ elements up to it. */
final class Running {
    private Running() {}

    /** For every element the index (int32) of the first largest one up to it, or of the first NaN. */
    static Tensor largest(Tensor x, int axis) {
        int extent = x.shape().extent(axis);
        Tensor values = x.stopGradient();
        Tensor indices = x.indicesAlong(axis).broadcastTo(x.shape());
        for (int reach = 1; reach < extent; reach = reach > extent / 2 ? extent : 2 * reach) {
            Tensor earlier = values.slice(axis, 0, extent - reach);
            Tensor later = values.slice(axis, reach, extent);
            Tensor stays = earlier.ge(later);
            Tensor keeps = x.dtype().isFloating() ? stays.or(earlier.ne(earlier)) : stays;
            values = after(axis, reach, values, keeps.where(earlier, later));
            Tensor chosen = keeps.where(indices.slice(axis, 0, extent - reach), indices.slice(axis, reach, extent));
            indices = after(axis, reach, indices, chosen);
        }
        return indices;
    }

    private static Tensor after(int axis, int reach, Tensor before, Tensor rest) {
        return Tensor.concat(axis, List.of(before.slice(axis, 0, reach), rest));
    }
}
