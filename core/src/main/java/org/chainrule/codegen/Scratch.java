package org.chainrule.codegen;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_int;

import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Arrays with a place for each lane of a vector, a thread's own: vector code puts lanes there to reach them one by one, and scalar code the partial
 * results of a row. What lies in them is used up within a kernel, so all kernels share them.
 */
final class Scratch {
    private static final ClassDesc HERE = Scratch.class.describeConstable().orElseThrow();
    private static final ThreadLocal<Scratch> FIRST = ThreadLocal.withInitial(Scratch::new);
    private static final ThreadLocal<Scratch> SECOND = ThreadLocal.withInitial(Scratch::new);
    private static final ThreadLocal<List<Scratch>> FURTHER = ThreadLocal.withInitial(ArrayList::new);
    private static final ThreadLocal<Map<Class<?>, Map<Integer, Object>>> COPIES =
            ThreadLocal.withInitial(HashMap::new);
    private static final int MOST_LANES = 16;
    private static final int SIZES = 5;

    // by the exponent of the number of lanes, at most 16
    private final float[][] floats = sizes().mapToObj(float[]::new).toArray(float[][]::new);
    private final int[][] ints = sizes().mapToObj(int[]::new).toArray(int[][]::new);
    private final double[][] doubles = sizes().mapToObj(double[]::new).toArray(double[][]::new);
    private final long[][] longs = sizes().mapToObj(long[]::new).toArray(long[][]::new);

    private Scratch() {}

    private static IntStream sizes() {
        return IntStream.range(0, SIZES).map(exponent -> 1 << exponent);
    }

    /**
     * Puts an array for so many lanes of a type on the stack.
     *
     * @param number which of the thread's arrays, from 0 on
     */
    static void push(CodeBuilder builder, VectorType type, int lanes, int number) {
        ClassDesc array = type.element().arrayType();
        builder.loadConstant(Integer.numberOfTrailingZeros(lanes))
                .loadConstant(number)
                .invokestatic(HERE, type.name().toLowerCase(Locale.ROOT), MethodTypeDesc.of(array, CD_int, CD_int));
    }

    /** Calls {@link #longEnough(Object, int, int)} on an array, operand and length on the stack. */
    static void longEnough(CodeBuilder builder) {
        builder.invokestatic(HERE, "longEnough", MethodTypeDesc.of(CD_Object, CD_Object, CD_int, CD_int));
    }

    /** The array if it has so many elements, or a copy of it in an array that a thread has for that operand of whichever kernel it runs. */
    static Object longEnough(Object array, int operand, int length) {
        int own = Array.getLength(array);
        if (own >= length) {
            return array;
        }
        Map<Integer, Object> copies = COPIES.get().computeIfAbsent(array.getClass(), _ -> new HashMap<>());
        Object copy = copies.get(operand);
        if (copy == null) {
            copy = Array.newInstance(array.getClass().componentType(), MOST_LANES);
            copies.put(operand, copy);
        }
        System.arraycopy(array, 0, copy, 0, own);
        return copy;
    }

    private static Scratch of(int number) {
        return switch (number) {
            case 0 -> FIRST.get();
            case 1 -> SECOND.get();
            default -> further(number - 2);
        };
    }

    private static Scratch further(int number) {
        List<Scratch> further = FURTHER.get();
        while (further.size() <= number) {
            further.add(new Scratch());
        }
        return further.get(number);
    }

    static float[] floats(int exponent, int number) {
        return of(number).floats[exponent];
    }

    static int[] ints(int exponent, int number) {
        return of(number).ints[exponent];
    }

    static double[] doubles(int exponent, int number) {
        return of(number).doubles[exponent];
    }

    static long[] longs(int exponent, int number) {
        return of(number).longs[exponent];
    }
}
