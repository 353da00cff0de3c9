package org.chainrule.runtime;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.chainrule.graph.DType;
import org.jspecify.annotations.Nullable;

/**
 * Arrays to work in, shared by all plans. Sizes are rounded up, by less than a quarter; an idle array may be larger by a half. What is taken
 * begins at a cache line, as soon as the code that finds lines is fast.
 */
final class MatmulBuffers {
    /** Sizes from one power of two to the next. */
    private static final int STEPS = 4;

    private static final int LEAST = 16;
    private static final int SIZES = 27 * STEPS + 1;
    private static final int LARGER = STEPS / 2;
    /** The most elements that an array can have. */
    private static final int MOST = Integer.MAX_VALUE - 8;

    private final GarbageCollections collections = new GarbageCollections();
    private final Map<DType, Typed> types = new EnumMap<>(DType.class);

    /** @param kernels have the code that finds lines */
    MatmulBuffers(MicroKernels kernels) {
        for (DType type : DType.values()) {
            types.put(type, new Typed(type, kernels));
        }
    }

    /** At least {@code length} elements, with whatever stands in them. */
    MatmulBuffer take(DType type, int length) {
        Typed typed = of(type);
        MatmulBuffer buffer = typed.take(number(length));
        if (typed.lines.canBeFound()) {
            buffer.align(typed.lines, collections.count());
        }
        return buffer;
    }

    /** Gives back what {@link #take} gave for that type. */
    void give(DType type, MatmulBuffer buffer) {
        of(type).pools.get(buffer.size()).give(buffer);
    }

    private Typed of(DType type) {
        return Objects.requireNonNull(types.get(type));
    }

    /** Those of one type. */
    private static final class Typed {
        final DType type;
        final List<Pool<MatmulBuffer>> pools =
                Stream.generate(Pool<MatmulBuffer>::new).limit(SIZES + LARGER).toList();
        final CacheLines lines;

        Typed(DType type, MicroKernels kernels) {
            this.type = type;
            this.lines = new CacheLines(kernels, type, System::nanoTime);
        }

        MatmulBuffer take(int number) {
            for (int size = number; size <= number + LARGER; size++) {
                @Nullable MatmulBuffer idle = pools.get(size).poll();
                if (idle != null) {
                    return idle;
                }
            }
            long roomy = size(number) + lines.places();
            int length = (int) Math.min(MOST, roomy);
            return new MatmulBuffer(type.newArray(length), length, length == roomy, number);
        }
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

    private static long size(int number) {
        long power = (long) LEAST << number / STEPS;
        return power + number % STEPS * (power / STEPS);
    }
}
