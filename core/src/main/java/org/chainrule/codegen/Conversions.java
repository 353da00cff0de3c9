package org.chainrule.codegen;

import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_float;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;

import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.List;
import org.chainrule.graph.DType;

/** Conversions of scalars on the stack. */
final class Conversions {
    static final ClassDesc MATH = ClassDesc.of("java.lang.Math");
    private static final ClassDesc FLOAT = ClassDesc.of("java.lang.Float");
    private static final ClassDesc DOUBLE = ClassDesc.of("java.lang.Double");

    private Conversions() {}

    static void pushAsDouble(CodeBuilder builder, Value a) {
        pushAs(builder, a, DType.FLOAT64);
    }

    /** Rounds the double on the stack to a floating dtype. */
    static void fromDouble(CodeBuilder builder, DType to) {
        builder.conversion(Frame.kind(DType.FLOAT64), Frame.kind(to));
    }

    /** Puts a value on the stack, cast to a dtype other than BOOL. */
    static void pushAs(CodeBuilder builder, Value a, DType to) {
        Frame.push(builder, a);
        builder.conversion(Frame.kind(a.dtype()), Frame.kind(to));
    }

    static void toBits(CodeBuilder builder, boolean wide) {
        if (wide) {
            builder.invokestatic(DOUBLE, "doubleToRawLongBits", MethodTypeDesc.of(CD_long, CD_double));
        } else {
            builder.invokestatic(FLOAT, "floatToRawIntBits", MethodTypeDesc.of(CD_int, CD_float));
        }
    }

    /** Puts a floating number on the stack whose bits are in int variables: one, or two with the higher half first. */
    static void pushFromBits(CodeBuilder builder, List<Integer> halves) {
        boolean wide = halves.size() == 2;
        builder.iload(halves.getFirst());
        if (wide) {
            builder.i2l().loadConstant(Integer.SIZE).lshl();
            builder.iload(halves.getLast())
                    .i2l()
                    .loadConstant(0xFFFF_FFFFL)
                    .land()
                    .lor();
        }
        fromBits(builder, wide);
    }

    static void fromBits(CodeBuilder builder, boolean wide) {
        if (wide) {
            builder.invokestatic(DOUBLE, "longBitsToDouble", MethodTypeDesc.of(CD_double, CD_long));
        } else {
            builder.invokestatic(FLOAT, "intBitsToFloat", MethodTypeDesc.of(CD_float, CD_int));
        }
    }
}
