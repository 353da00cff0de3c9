package org.chainrule.matmul;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.chainrule.graph.DType;
import org.chainrule.memory.AlignedArray;
import org.chainrule.memory.AlignedArrays;
import org.chainrule.memory.Pool;
import org.jspecify.annotations.Nullable;

/**
 * Arrays to work in, shared by all plans. Sizes are rounded up, by less than a quarter; an idle array may be larger by a half.
 */
final class MatmulBuffers {
    /** Sizes from one power of two to the next. */
    private static final int STEPS = 4;

    private static final int LEAST = 16;
    private static final int SIZES = 27 * STEPS + 1;
    private static final int LARGER = STEPS / 2;

    private final AlignedArrays arrays;
    private final Map<DType, List<Pool<AlignedArray>>> pools = new EnumMap<>(DType.class);

    MatmulBuffers(AlignedArrays arrays) {
        this.arrays = arrays;
        for (DType type : DType.values()) {
            pools.put(
                    type,
                    Stream.generate(Pool<AlignedArray>::new)
                            .limit(SIZES + LARGER)
                            .toList());
        }
    }

    /** At least {@code length} elements, with whatever stands in them. */
    AlignedArray take(DType type, int length) {
        AlignedArray array = idleOrNew(type, number(length));
        arrays.align(type, array);
        return array;
    }

    private AlignedArray idleOrNew(DType type, int number) {
        for (int size = number; size <= number + LARGER; size++) {
            @Nullable AlignedArray idle = pool(type, size).poll();
            if (idle != null) {
                return idle;
            }
        }
        return arrays.make(type, size(number));
    }

    /** Gives back what {@link #take} gave for that type. */
    void give(DType type, AlignedArray array) {
        pool(type, number(array.length())).give(array);
    }

    private Pool<AlignedArray> pool(DType type, int size) {
        return Objects.requireNonNull(pools.get(type)).get(size);
    }

    /** The number of the least size that holds so many elements. */
    private static int number(int length) {
        int power = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(Math.max(length, LEAST) / LEAST);
        int number = power * STEPS;
        while (size(number) < length) {
            number++;
        }
        return number;
    }

    private static int size(int number) {
        long power = (long) LEAST << number / STEPS;
        return (int) Math.min(AlignedArrays.MOST, power + number % STEPS * (power / STEPS));
    }
}
