package org.chainrule.simd;

import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/** Makes constants of emitted code. To be linked only where the Vector API is there. */
public final class Rotation {
    private Rotation() {}

    /**
     * A dynamic constant: the shuffle that moves each lane down by {@code lanes}, the lowest to the top.
     *
     * @param array arrays of the vectors' elements
     * @param bits the vectors' width
     */
    public static VectorShuffle<?> down(
            MethodHandles.Lookup lookup, String name, Class<?> type, Class<?> array, int bits, int lanes) {
        return VectorShuffle.iota(
                VectorSpecies.of(array.getComponentType(), VectorShape.forBitSize(bits)), lanes, 1, true);
    }
}
