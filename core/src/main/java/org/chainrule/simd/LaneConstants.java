package org.chainrule.simd;

import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/** Makes dynamic constants of emitted code. To be linked only where the Vector API is there. */
public final class LaneConstants {
    private LaneConstants() {}

    /**
     * The shuffle that moves each lane down by {@code lanes}, the lowest to the top.
     *
     * @param array arrays of the vectors' elements
     * @param bits the vectors' width
     */
    public static VectorShuffle<?> rotation(
            MethodHandles.Lookup lookup, String name, Class<?> type, Class<?> array, int bits, int lanes) {
        return VectorShuffle.iota(species(array, bits), lanes, 1, true);
    }

    /**
     * The mask of the lanes whose bits are set.
     *
     * @param array arrays of the vectors' elements
     * @param bits the vectors' width
     */
    public static VectorMask<?> mask(
            MethodHandles.Lookup lookup, String name, Class<?> type, Class<?> array, int bits, long set) {
        return VectorMask.fromLong(species(array, bits), set);
    }

    private static VectorSpecies<?> species(Class<?> array, int bits) {
        return VectorSpecies.of(array.getComponentType(), VectorShape.forBitSize(bits));
    }
}
