package org.chainrule.memory;

import java.util.Arrays;
import java.util.function.LongSupplier;
import org.chainrule.graph.DType;

/**
 * Finds where cache lines begin within arrays. Java neither aligns arrays nor tells where they lie; but a vector that reaches over two lines
 * costs two accesses, so where vectors are written about twice as fast as elsewhere, lines begin. See {@code docs/decisions/0013-cache-lines.md}.
 */
public final class CacheLines {
    /** The length of one, in bytes. */
    public static final int BYTES = 64;

    /** What {@link #firstIn} gives where all places are as quick. */
    static final int UNKNOWN = -1;

    /** After so many looks in vain lines make no difference. */
    private static final int PATIENCE = 32;

    /** After so many looks in vain by code that is not vector code it will not become that. */
    private static final int FEW = 4;

    /** Vector code takes a twentieth of it for a try. */
    private static final long SLOW_NANOS = 50_000;

    private static final int VECTORS = 32;
    /** So many that the clock and its calls, which are interpreted at first, do not count. */
    private static final int TIMES = 64;
    /** The quickest of so many tries counts: other users of the machine make them slower only. */
    private static final int TRIES = 5;

    private final FillCode code;
    private final DType type;
    private final LongSupplier nanos;
    private final int lanes;
    private final int places;
    private volatile boolean fast;
    private volatile boolean everFound;
    private volatile int failures;

    /** For arrays of a type, by a clock. */
    CacheLines(FillCode code, DType type, LongSupplier nanos) {
        this.code = code;
        this.type = type;
        this.nanos = nanos;
        this.lanes = code.vectorLength(type);
        this.places = BYTES / type.bytes();
    }

    /** The elements of a line. */
    int places() {
        return places;
    }

    /**
     * Whether lines can be found: there are vectors, the code has become fast, which begins with the first call, and they make a difference on this
     * machine.
     */
    boolean canBeFound() {
        return lanes > 1 && (everFound || failures < PATIENCE) && isFast();
    }

    private boolean isFast() {
        if (!fast) {
            fast = code.warmFill(type).isDone();
        }
        return fast;
    }

    /** Whether an array of so many elements is long enough to find lines in. */
    boolean canBeFoundIn(int length) {
        return length >= VECTORS * lanes + places;
    }

    /** Where the first line begins in an array, which is overwritten. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // more or less so many
    int firstIn(Object array) {
        long[] quickest = quickest(array, 0, places);
        long usual =
                Arrays.stream(quickest).sorted().skip(places / 2).findFirst().orElseThrow();
        int best = 0;
        for (int place = 1; place < places; place++) {
            best = quickest[place] < quickest[best] ? place : best;
        }
        if (usual > SLOW_NANOS) {
            failures += PATIENCE / FEW;
            return UNKNOWN;
        }
        if (isQuicker(quickest[best], usual)) {
            everFound = true;
            return best;
        }
        failures++;
        return UNKNOWN;
    }

    /** Whether a line begins at a place, by comparison with the next one; overwrites the array. */
    boolean beginAt(Object array, int place) {
        long[] quickest = quickest(array, place, 2);
        return isQuicker(quickest[0], quickest[1]);
    }

    /** Half of it where nothing else is going on; others on the same processor make it more. */
    private static boolean isQuicker(long time, long usual) {
        return 6 * time < 5 * usual;
    }

    /** The quickest tries at so many places from one on. */
    private long[] quickest(Object array, int first, int count) {
        VectorFill fill = code.fill(type);
        long[] quickest = new long[count];
        Arrays.fill(quickest, Long.MAX_VALUE);
        for (int attempt = 0; attempt < TRIES; attempt++) {
            for (int further = 0; further < count; further++) {
                long begin = nanos.getAsLong();
                fill.run(array, (first + further) % places, VECTORS, TIMES);
                quickest[further] = Math.min(quickest[further], nanos.getAsLong() - begin);
            }
        }
        return quickest;
    }
}
