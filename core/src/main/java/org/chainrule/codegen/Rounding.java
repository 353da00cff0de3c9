package org.chainrule.codegen;

import org.chainrule.graph.DType;
import org.chainrule.graph.Lanes;

/** Rounding to whole numbers, which the Vector API lacks, in terms of what it has. Exact, signs of zero included. */
final class Rounding {
    /** From here on every number is whole; added to a smaller one it leaves no room for a fraction. */
    private static final double WHOLE_FLOATS = 0x1p23;

    private static final double WHOLE_DOUBLES = 0x1p52;

    private Rounding() {}

    /** To the nearest, ties to even. */
    static <V> V rint(Lanes<V> lanes, V x) {
        DType dtype = lanes.type(x);
        V whole = lanes.literal(dtype, dtype == DType.FLOAT64 ? WHOLE_DOUBLES : WHOLE_FLOATS);
        V size = lanes.abs(x);
        V rounded = lanes.sub(lanes.add(size, whole), whole);
        return lanes.select(lanes.less(size, whole), withSign(lanes, rounded, x), x);
    }

    static <V> V floor(Lanes<V> lanes, V x) {
        V nearest = rint(lanes, x);
        V below = lanes.sub(nearest, lanes.literal(lanes.type(x), 1L));
        return lanes.select(lanes.less(x, nearest), below, nearest);
    }

    static <V> V ceil(Lanes<V> lanes, V x) {
        V nearest = rint(lanes, x);
        V above = lanes.add(nearest, lanes.literal(lanes.type(x), 1L));
        return withSign(lanes, lanes.select(lanes.less(nearest, x), above, nearest), x);
    }

    /** {@code size}, whose sign is positive or that of {@code x} already, with the sign of {@code x}. */
    private static <V> V withSign(Lanes<V> lanes, V size, V x) {
        boolean wide = lanes.type(x) == DType.FLOAT64;
        V sign = wide
                ? lanes.literal(DType.INT64, Long.MIN_VALUE)
                : lanes.literal(DType.INT32, (long) Integer.MIN_VALUE);
        return lanes.fromBits(lanes.or(lanes.toBits(size), lanes.and(lanes.toBits(x), sign)));
    }
}
