package org.chainrule.train;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.chainrule.data.DataException;
import org.chainrule.graph.DType;
import org.chainrule.graph.Data;
import org.chainrule.graph.Type;

/** Elements as bytes, little-endian; bools take one byte each. */
final class Elements {
    private Elements() {}

    static int bytes(DType dtype) {
        return dtype == DType.BOOL ? 1 : dtype.bytes();
    }

    static ByteBuffer toBytes(Data data) {
        DType dtype = data.type().dtype();
        ByteBuffer bytes = ByteBuffer.allocate(
                        Math.multiplyExact(data.type().shape().size(), bytes(dtype)))
                .order(ByteOrder.LITTLE_ENDIAN);
        switch (data.array()) {
            case float[] floats -> bytes.asFloatBuffer().put(floats);
            case double[] doubles -> bytes.asDoubleBuffer().put(doubles);
            case long[] longs -> bytes.asLongBuffer().put(longs);
            case int[] flags
            when dtype == DType.BOOL -> {
                for (int i = 0; i < flags.length; i++) {
                    bytes.put(i, (byte) flags[i]);
                }
            }
            case int[] ints -> bytes.asIntBuffer().put(ints);
            default -> throw new AssertionError(dtype);
        }
        return bytes;
    }

    /**
     * @param name for the error
     * @throws DataException if a bool is neither 0 nor 1
     */
    static Data fromBytes(String name, Type type, ByteBuffer bytes) {
        ByteBuffer ordered = bytes.order(ByteOrder.LITTLE_ENDIAN);
        Object array = type.dtype().newArray(type.shape().size());
        switch (array) {
            case float[] floats -> ordered.asFloatBuffer().get(floats);
            case double[] doubles -> ordered.asDoubleBuffer().get(doubles);
            case long[] longs -> ordered.asLongBuffer().get(longs);
            case int[] flags
            when type.dtype() == DType.BOOL -> {
                for (int i = 0; i < flags.length; i++) {
                    flags[i] = ordered.get(i);
                    if (flags[i] < 0 || flags[i] > 1) {
                        throw new DataException(
                                name + " holds a bool of " + Byte.toUnsignedInt(ordered.get(i)) + ": one is 0 or 1");
                    }
                }
            }
            case int[] ints -> ordered.asIntBuffer().get(ints);
            default -> throw new AssertionError(type);
        }
        return new Data(type, array);
    }
}
