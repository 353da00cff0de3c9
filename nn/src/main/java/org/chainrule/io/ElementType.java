package org.chainrule.io;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.chainrule.data.DataException;
import org.chainrule.graph.DType;

/** The elements of a safetensors file, little-endian. Bools take one byte each; half-width floats become float32, exactly. */
enum ElementType {
    F64(DType.FLOAT64, 8),
    I64(DType.INT64, 8),
    F32(DType.FLOAT32, 4),
    I32(DType.INT32, 4),
    F16(DType.FLOAT32, 2),
    BF16(DType.FLOAT32, 2),
    BOOL(DType.BOOL, 1);

    private final DType dtype;
    private final int bytes;

    ElementType(DType dtype, int bytes) {
        this.dtype = dtype;
        this.bytes = bytes;
    }

    /** The one of a name in a header. */
    static Optional<ElementType> named(String name) {
        return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
    }

    /** The one that tensors of a dtype are written as. */
    static ElementType of(DType dtype) {
        return switch (dtype) {
            case FLOAT64 -> F64;
            case INT64 -> I64;
            case FLOAT32 -> F32;
            case INT32 -> I32;
            case BOOL -> BOOL;
        };
    }

    /** What the elements are once they are read. */
    DType dtype() {
        return dtype;
    }

    int bytes() {
        return bytes;
    }

    /** Appends elements of an array of the dtype. */
    void put(Object array, int from, int count, ByteBuffer to) {
        switch (this) {
            case F64 -> to.asDoubleBuffer().put((double[]) array, from, count);
            case I64 -> to.asLongBuffer().put((long[]) array, from, count);
            case F32 -> to.asFloatBuffer().put((float[]) array, from, count);
            case I32 -> to.asIntBuffer().put((int[]) array, from, count);
            case F16, BF16 -> throw new AssertionError(this);
            case BOOL -> {
                for (int i = 0; i < count; i++) {
                    to.put(i, (byte) ((int[]) array)[from + i]);
                }
            }
        }
    }

    /**
     * Takes elements into an array of the dtype.
     *
     * @throws DataException if a bool is neither 0 nor 1
     */
    void get(ByteBuffer from, Object array, int at, int count) {
        switch (this) {
            case F64 -> from.asDoubleBuffer().get((double[]) array, at, count);
            case I64 -> from.asLongBuffer().get((long[]) array, at, count);
            case F32 -> from.asFloatBuffer().get((float[]) array, at, count);
            case I32 -> from.asIntBuffer().get((int[]) array, at, count);
            case F16 -> {
                for (int i = 0; i < count; i++) {
                    ((float[]) array)[at + i] = Float.float16ToFloat(from.getShort(2 * i));
                }
            }
            case BF16 -> {
                for (int i = 0; i < count; i++) {
                    ((float[]) array)[at + i] = Float.intBitsToFloat(from.getShort(2 * i) << Short.SIZE);
                }
            }
            case BOOL -> {
                for (int i = 0; i < count; i++) {
                    ((int[]) array)[at + i] = flag(from.get(i));
                }
            }
        }
    }

    private static int flag(byte value) {
        if (value != 0 && value != 1) {
            throw new DataException("holds a bool of " + Byte.toUnsignedInt(value) + ": one is 0 or 1");
        }
        return value;
    }
}
