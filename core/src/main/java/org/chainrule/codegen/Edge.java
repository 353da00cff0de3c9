package org.chainrule.codegen;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.Array;

/**
 * Vectors under a mask that reach past an array's end go through a thread's own array. The Vector API would ask which lanes are inside, and
 * HotSpot leaves the masks that it asks with as objects, for each such vector.
 */
final class Edge {
    private static final ClassDesc HERE = Edge.class.describeConstable().orElseThrow();

    private final VectorType type;
    private final int array;
    private final int lanes;
    private final int taken;
    private final int index;

    /** @param array the local variable of an array */
    Edge(VectorFrame vectors, VectorType type, int array) {
        this.type = type;
        this.array = array;
        this.lanes = vectors.scratch(type);
        this.taken = vectors.frame().takeReference();
        this.index = vectors.frame().takeInt();
    }

    /** Takes the index from the stack, and puts an array and index on it from which as many lanes can be read. */
    void read(CodeBuilder builder) {
        take(builder, "readable");
    }

    /** Takes the index from the stack, and puts an array and index on it to which as many lanes can be written. */
    void write(CodeBuilder builder) {
        take(builder, "writable");
    }

    private void take(CodeBuilder builder, String method) {
        builder.istore(index).aload(array).iload(index).aload(lanes);
        builder.invokestatic(HERE, method, MethodTypeDesc.of(CD_Object, CD_Object, CD_int, CD_Object));
        builder.checkcast(type.element().arrayType()).astore(taken);
        builder.aload(taken).aload(array).aload(taken).iload(index);
        builder.invokestatic(HERE, "place", MethodTypeDesc.of(CD_int, CD_Object, CD_Object, CD_int));
    }

    /** After lanes were written: takes from the stack how many of them are meant, and sees to it that they are in the array. */
    void written(CodeBuilder builder) {
        builder.aload(array).iload(index).aload(taken);
        builder.invokestatic(HERE, "written", MethodTypeDesc.of(CD_void, CD_int, CD_Object, CD_int, CD_Object));
    }

    private static boolean isInside(Object array, int index, Object lanes) {
        return index >= 0 && index <= Array.getLength(array) - Array.getLength(lanes);
    }

    /** The array, or the lanes with what of it is there. */
    static Object readable(Object array, int index, Object lanes) {
        if (isInside(array, index, lanes)) {
            return array;
        }
        int from = Math.max(0, index);
        int count = Math.min(Array.getLength(array), index + Array.getLength(lanes)) - from;
        if (count > 0) {
            System.arraycopy(array, from, lanes, from - index, count);
        }
        return lanes;
    }

    /** The array, or the lanes. */
    static Object writable(Object array, int index, Object lanes) {
        return isInside(array, index, lanes) ? array : lanes;
    }

    static int place(Object array, Object taken, int index) {
        return taken == array ? index : 0;
    }

    /** Copies so many lanes into the array, if they are not there. */
    static void written(int count, Object array, int index, Object taken) {
        if (taken != array && count > 0) {
            System.arraycopy(taken, 0, array, index, count);
        }
    }
}
