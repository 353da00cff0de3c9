package org.chainrule.codegen;

import static java.lang.constant.ConstantDescs.CD_int;

import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;

/** Elements that lie any distance apart: the index maps of gathers. */
final class Strides {
    private static final ClassDesc HERE = Strides.class.describeConstable().orElseThrow();

    private Strides() {}

    /** Calls {@code map} below on the stride on the stack. */
    static void pushMap(CodeBuilder builder, int length) {
        builder.loadConstant(length).invokestatic(HERE, "map", MethodTypeDesc.of(CD_int.arrayType(), CD_int, CD_int));
    }

    /** The distances of that many elements from the first. */
    static int[] map(int stride, int length) {
        int[] distances = new int[length];
        for (int i = 0; i < length; i++) {
            distances[i] = stride * i;
        }
        return distances;
    }
}
