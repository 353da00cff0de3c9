package org.chainrule.runtime;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.chainrule.graph.DType;

/** Arrays to work in, shared by all plans. Sizes are rounded up to powers of two. */
final class MatmulBuffers {
    private static final int SIZES = 32;

    private final Map<DType, List<MatmulPool<Object>>> pools = new EnumMap<>(DType.class);

    MatmulBuffers() {
        for (DType type : DType.values()) {
            pools.put(
                    type,
                    IntStream.range(0, SIZES)
                            .mapToObj(size -> new MatmulPool<>(() -> type.newArray(1 << size)))
                            .toList());
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
        return Objects.requireNonNull(pools.get(type)).get(size);
    }
}
