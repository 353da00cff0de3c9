package org.chainrule.runtime;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.graph.DType;

/** Arrays to work in, shared by all plans. Sizes are rounded up to powers of two. */
final class MatmulBuffers {
    private static final int SIZES = 32;

    private final List<MatmulPool<Object>> pools = new ArrayList<>();

    MatmulBuffers() {
        for (DType type : DType.values()) {
            for (int size = 0; size < SIZES; size++) {
                int length = 1 << size;
                pools.add(new MatmulPool<>(() -> type.newArray(length)));
            }
        }
    }

    /** An array of at least {@code length} elements, with whatever stands in it. */
    Object take(DType type, int length) {
        return pool(type, length).take();
    }

    /** Gives back what {@link #take} gave for the same type and length. */
    void give(DType type, int length, Object array) {
        pool(type, length).give(array);
    }

    private MatmulPool<Object> pool(DType type, int length) {
        int size = 32 - Integer.numberOfLeadingZeros(Math.max(length, 16) - 1);
        return pools.get(type.ordinal() * SIZES + size);
    }
}
