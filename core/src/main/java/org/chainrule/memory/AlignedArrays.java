package org.chainrule.memory;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.chainrule.graph.DType;

/** Makes arrays to work in that begin at cache lines, as soon as the code that finds lines is fast. Thread-safe. */
public final class AlignedArrays {
    /** The most elements that an array can have. */
    public static final int MOST = Integer.MAX_VALUE - 8;

    private final GarbageCollections collections = new GarbageCollections();
    private final Map<DType, CacheLines> lines = new EnumMap<>(DType.class);

    /** @param code finds lines */
    public AlignedArrays(FillCode code) {
        for (DType type : DType.values()) {
            lines.put(type, new CacheLines(code, type, System::nanoTime));
        }
    }

    /** One of at least so many elements. */
    public AlignedArray make(DType type, int length) {
        CacheLines known = of(type);
        return new AlignedArray(type.newArray(hasRoom(known, length) ? length + known.places() : length), length);
    }

    /** Has one begin at a line, also if it was moved; what stands in it is lost. */
    public void align(DType type, AlignedArray array) {
        CacheLines known = of(type);
        if (hasRoom(known, array.length()) && known.canBeFound()) {
            array.align(known, collections.count());
        }
    }

    /** Whether an array of which so many elements are used has a line more, to begin later. */
    private static boolean hasRoom(CacheLines known, int length) {
        return known.canBeFoundIn(length) && length <= MOST - known.places();
    }

    private CacheLines of(DType type) {
        return Objects.requireNonNull(lines.get(type));
    }
}
