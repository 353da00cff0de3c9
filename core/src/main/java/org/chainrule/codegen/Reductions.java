package org.chainrule.codegen;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.graph.Combine;
import org.chainrule.graph.DType;
import org.chainrule.graph.Lanes;

/** How partial results of a reduction begin and how they are put together, whatever the hardware. */
final class Reductions {
    private Reductions() {}

    static Value.Constant identity(Combine combine, DType dtype) {
        return dtype.isFloating()
                ? Value.Constant.of(dtype, combine.identity())
                : Value.Constant.of(dtype, combine.identity(dtype));
    }

    /** Puts values together in halves: the first with the first of the second half, and so on, until one is left. */
    static <V> V inHalves(Lanes<V> lanes, Combine combine, List<V> values) {
        List<V> left = new ArrayList<>(values);
        while (left.size() > 1) {
            int half = left.size() / 2;
            List<V> next = new ArrayList<>();
            for (int i = 0; i < half; i++) {
                next.add(combine.of(lanes, left.get(i), left.get(i + half)));
            }
            left = next;
        }
        return left.getFirst();
    }
}
