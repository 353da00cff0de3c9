package org.chainrule.codegen;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import org.chainrule.graph.DType;

/** The local variables of the emitted method, and how dtypes appear in the class file. */
final class Frame {
    /** The parameters of {@code KernelCode.run}; local 0 is {@code this}. */
    static final int ARRAYS = 1;

    static final int ARGUMENTS = 2;
    static final int ROW_FROM = 3;
    static final int ROW_TO = 4;
    static final int COLUMN_FROM = 5;
    static final int COLUMN_TO = 6;

    /** The number of slots up to here. */
    static final int PARAMETERS = 7;

    private int next = PARAMETERS;

    /** A fresh local variable. */
    int take(TypeKind kind) {
        int local = next;
        next += kind.slotSize();
        return local;
    }

    int takeInt() {
        return take(TypeKind.INT);
    }

    int takeReference() {
        return take(TypeKind.REFERENCE);
    }

    Value.Scalar takeScalar(DType dtype) {
        return new Value.Scalar(dtype, take(kind(dtype)));
    }

    /** The kind of variable that holds an element. */
    static TypeKind kind(DType dtype) {
        return switch (dtype) {
            case FLOAT32 -> TypeKind.FLOAT;
            case FLOAT64 -> TypeKind.DOUBLE;
            case INT32, BOOL -> TypeKind.INT;
            case INT64 -> TypeKind.LONG;
        };
    }

    /** The Java type of an element. */
    static ClassDesc element(DType dtype) {
        return switch (dtype) {
            case FLOAT32 -> ConstantDescs.CD_float;
            case FLOAT64 -> ConstantDescs.CD_double;
            case INT32, BOOL -> ConstantDescs.CD_int;
            case INT64 -> ConstantDescs.CD_long;
        };
    }

    /** Puts a scalar value on the stack. */
    static void push(CodeBuilder builder, Value value) {
        switch (value) {
            case Value.Constant constant -> {
                switch (constant.dtype()) {
                    case FLOAT32 -> builder.loadConstant((float) constant.value());
                    case FLOAT64 -> builder.loadConstant(constant.value());
                    case INT32, BOOL -> builder.loadConstant((int) constant.whole());
                    case INT64 -> builder.loadConstant(constant.whole());
                }
            }
            case Value.Scalar scalar -> builder.loadLocal(kind(scalar.dtype()), scalar.local());
            case Value.Vector vector -> throw new IllegalStateException(vector + " is no scalar");
        }
    }

    /** Takes a scalar value from the stack. */
    static void pop(CodeBuilder builder, Value.Scalar scalar) {
        builder.storeLocal(kind(scalar.dtype()), scalar.local());
    }
}
