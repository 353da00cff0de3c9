package org.chainrule.codegen;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_int;

import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.Array;

/**
 * Vectors that are read under a mask and reach past an array's end go through a thread's own array. The Vector API would ask which lanes are inside, and
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
        builder.istore(index).aload(array).iload(index).aload(lanes);
        builder.invokestatic(HERE, "readable", MethodTypeDesc.of(CD_Object, CD_Object, CD_int, CD_Object));
        builder.checkcast(type.element().arrayType()).astore(taken);
        builder.aload(taken).aload(array).aload(taken).iload(index);
        builder.invokestatic(HERE, "place", MethodTypeDesc.of(CD_int, CD_Object, CD_Object, CD_int));
    }

    /** The array, or the lanes with what of it is there. */
    static Object readable(Object array, int index, Object lanes) {
        if (index >= 0 && index <= Array.getLength(array) - Array.getLength(lanes)) {
            return array;
        }
        int from = Math.max(0, index);
        int count = Math.min(Array.getLength(array), index + Array.getLength(lanes)) - from;
        if (count > 0) {
            System.arraycopy(array, from, lanes, from - index, count);
        }
        return lanes;
    }

    static int place(Object array, Object taken, int index) {
        return taken == array ? index : 0;
    }
}
