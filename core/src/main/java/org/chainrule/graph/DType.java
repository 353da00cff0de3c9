package org.chainrule.graph;

/** The type of a tensor's elements. */
public enum DType {
    FLOAT32(4, Kind.FLOATING),
    FLOAT64(8, Kind.FLOATING),
    INT32(4, Kind.INTEGER),
    INT64(8, Kind.INTEGER),
    /** True or false; stored as the ints 1 and 0, which lie in vector lanes of the same width as float32. */
    BOOL(4, Kind.LOGICAL);

    private enum Kind {
        FLOATING,
        INTEGER,
        LOGICAL
    }

    private final int bytes;
    private final Kind kind;

    DType(int bytes, Kind kind) {
        this.bytes = bytes;
        this.kind = kind;
    }

    /** The bytes that one stored element takes. */
    public int bytes() {
        return bytes;
    }

    /** Whether values are real numbers, the only ones that have gradients. */
    public boolean isFloating() {
        return kind == Kind.FLOATING;
    }

    /** Whether values are whole numbers, in two's complement. */
    public boolean isInteger() {
        return kind == Kind.INTEGER;
    }

    /** Whether a number can be a value: a floating dtype takes any, rounded; others take no other than their own. */
    public boolean holds(double number) {
        return switch (this) {
            case FLOAT32, FLOAT64 -> true;
            case INT32 -> number == (int) number;
            // 2⁶³ is the double nearest to the largest long, but no long
            case INT64 -> number == (long) number && number < 0x1p63;
            case BOOL -> number == 0 || number == 1;
        };
    }

    /** The Java array that stores {@code length} elements: {@code float[]}, {@code double[]}, {@code int[]} or {@code long[]}. */
    public Object newArray(int length) {
        return switch (this) {
            case FLOAT32 -> new float[length];
            case FLOAT64 -> new double[length];
            case INT32, BOOL -> new int[length];
            case INT64 -> new long[length];
        };
    }
}
