package org.chainrule.codegen;

import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Elements that lie any distance apart: index maps for the hardware's gather, and loops that go through an array with a
 * place for each lane where the hardware's way is no use. (The Vector API checks the indices of lanes that are masked
 * out, and few machines can scatter.)
 */
final class Strides {
    private static final int MAP_BITS = 8;
    private static final ClassDesc HERE = Strides.class.describeConstable().orElseThrow();

    /** Maps that were made, by their number, so that runs of kernels make none. */
    private static final AtomicReferenceArray<int[]> MAPS = new AtomicReferenceArray<>(new int[1 << MAP_BITS][0]);

    private Strides() {}

    /** Calls {@link #map} on the stride on the stack. */
    static void pushMap(CodeBuilder builder, int length) {
        builder.loadConstant(length).invokestatic(HERE, "map", MethodTypeDesc.of(CD_int.arrayType(), CD_int, CD_int));
    }

    /** Calls {@code gather} on an array, index, stride, lanes, mask and count on the stack. */
    static void gather(CodeBuilder builder, VectorType type) {
        ClassDesc array = type.element().arrayType();
        builder.invokestatic(HERE, "gather", MethodTypeDesc.of(CD_void, array, CD_int, CD_int, array, CD_long, CD_int));
    }

    /** Calls {@code scatter} on an array, index, stride, lanes and count on the stack. */
    static void scatter(CodeBuilder builder, VectorType type) {
        ClassDesc array = type.element().arrayType();
        builder.invokestatic(HERE, "scatter", MethodTypeDesc.of(CD_void, array, CD_int, CD_int, array, CD_int));
    }

    /** The distances of that many elements, a power of two, from the first. To be read only. */
    static int[] map(int stride, int length) {
        int place = stride * 0x9E3779B9 >>> Integer.SIZE - MAP_BITS;
        int[] map = MAPS.get(place);
        // the last distance, an odd multiple, belongs to this stride alone
        if (map.length != length || map[length - 1] != stride * (length - 1)) {
            map = newMap(stride, length);
            MAPS.set(place, map);
        }
        return map;
    }

    private static int[] newMap(int stride, int length) {
        int[] distances = new int[length];
        for (int i = 0; i < length; i++) {
            distances[i] = stride * i;
        }
        return distances;
    }

    /** Reads {@code count} elements into lanes; where the mask's bit is 0 nothing is read and the lane becomes 0. */
    static void gather(float[] array, int index, int stride, float[] lanes, long mask, int count) {
        for (int lane = 0; lane < count; lane++) {
            lanes[lane] = (mask >>> lane & 1) != 0 ? array[index + lane * stride] : 0;
        }
    }

    /** As {@link #gather(float[], int, int, float[], long, int)}. */
    static void gather(int[] array, int index, int stride, int[] lanes, long mask, int count) {
        for (int lane = 0; lane < count; lane++) {
            lanes[lane] = (mask >>> lane & 1) != 0 ? array[index + lane * stride] : 0;
        }
    }

    /** As {@link #gather(float[], int, int, float[], long, int)}. */
    static void gather(double[] array, int index, int stride, double[] lanes, long mask, int count) {
        for (int lane = 0; lane < count; lane++) {
            lanes[lane] = (mask >>> lane & 1) != 0 ? array[index + lane * stride] : 0;
        }
    }

    /** As {@link #gather(float[], int, int, float[], long, int)}. */
    static void gather(long[] array, int index, int stride, long[] lanes, long mask, int count) {
        for (int lane = 0; lane < count; lane++) {
            lanes[lane] = (mask >>> lane & 1) != 0 ? array[index + lane * stride] : 0;
        }
    }

    /** Writes the first {@code count} lanes. */
    static void scatter(float[] array, int index, int stride, float[] lanes, int count) {
        for (int lane = 0; lane < count; lane++) {
            array[index + lane * stride] = lanes[lane];
        }
    }

    /** As {@link #scatter(float[], int, int, float[], int)}. */
    static void scatter(int[] array, int index, int stride, int[] lanes, int count) {
        for (int lane = 0; lane < count; lane++) {
            array[index + lane * stride] = lanes[lane];
        }
    }

    /** As {@link #scatter(float[], int, int, float[], int)}. */
    static void scatter(double[] array, int index, int stride, double[] lanes, int count) {
        for (int lane = 0; lane < count; lane++) {
            array[index + lane * stride] = lanes[lane];
        }
    }

    /** As {@link #scatter(float[], int, int, float[], int)}. */
    static void scatter(long[] array, int index, int stride, long[] lanes, int count) {
        for (int lane = 0; lane < count; lane++) {
            array[index + lane * stride] = lanes[lane];
        }
    }
}
