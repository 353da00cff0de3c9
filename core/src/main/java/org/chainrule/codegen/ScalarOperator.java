package org.chainrule.codegen;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.OperatorInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.Collections;
import org.chainrule.graph.DType;

/** Arithmetic on scalars on the stack: a JVM instruction for each dtype, or a method of {@link Math}. */
enum ScalarOperator {
    ADD(Opcode.FADD, Opcode.DADD, Opcode.IADD, Opcode.LADD),
    SUB(Opcode.FSUB, Opcode.DSUB, Opcode.ISUB, Opcode.LSUB),
    MUL(Opcode.FMUL, Opcode.DMUL, Opcode.IMUL, Opcode.LMUL),
    DIV(Opcode.FDIV, Opcode.DDIV, Opcode.IDIV, Opcode.LDIV),
    NEG(Opcode.FNEG, Opcode.DNEG, Opcode.INEG, Opcode.LNEG),
    AND(Opcode.IAND, Opcode.LAND),
    OR(Opcode.IOR, Opcode.LOR),
    XOR(Opcode.IXOR, Opcode.LXOR),
    SHIFT_LEFT(Opcode.ISHL, Opcode.LSHL),
    SHIFT_RIGHT(Opcode.IUSHR, Opcode.LUSHR),
    MAX("max", 2),
    MIN("min", 2),
    ABS("abs", 1),
    FMA("fma", 3);

    static final MethodTypeDesc TWO_INTS_TO_INT =
            MethodTypeDesc.of(ConstantDescs.CD_int, ConstantDescs.CD_int, ConstantDescs.CD_int);
    static final MethodTypeDesc DOUBLE_TO_DOUBLE = MethodTypeDesc.of(ConstantDescs.CD_double, ConstantDescs.CD_double);

    private final Emission emission;

    /** An instruction for each dtype. */
    ScalarOperator(Opcode forFloat, Opcode forDouble, Opcode forInt, Opcode forLong) {
        this.emission = (builder, dtype) -> builder.with(OperatorInstruction.of(
                switch (dtype) {
                    case FLOAT32 -> forFloat;
                    case FLOAT64 -> forDouble;
                    case INT32, BOOL -> forInt;
                    case INT64 -> forLong;
                }));
    }

    /** An instruction for whole numbers. */
    ScalarOperator(Opcode forInt, Opcode forLong) {
        this(Opcode.NOP, Opcode.NOP, forInt, forLong);
    }

    /** A method of {@link Math} that is overloaded for the dtypes. */
    ScalarOperator(String method, int operands) {
        this.emission = (builder, dtype) -> {
            ClassDesc type = Frame.element(dtype);
            builder.invokestatic(
                    Conversions.MATH, method, MethodTypeDesc.of(type, Collections.nCopies(operands, type)));
        };
    }

    void emit(CodeBuilder builder, DType dtype) {
        emission.emit(builder, dtype);
    }

    private interface Emission {
        void emit(CodeBuilder builder, DType dtype);
    }
}
