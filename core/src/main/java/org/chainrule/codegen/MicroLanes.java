package org.chainrule.codegen;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.util.function.Consumer;
import org.chainrule.graph.DType;

/** The few vector instructions of a matrix product, for one element type and one width. */
abstract sealed class MicroLanes permits MicroVectorLanes, MicroScalarLanes {
    final TypeKind element;
    final ClassDesc elementClass;
    final ClassDesc arrayClass;
    final int count;

    MicroLanes(DType type, int count) {
        this.element = switch (type) {
            case FLOAT32 -> TypeKind.FLOAT;
            case FLOAT64 -> TypeKind.DOUBLE;
            case INT32, BOOL -> TypeKind.INT;
            case INT64 -> TypeKind.LONG;
        };
        this.elementClass = element.upperBound();
        this.arrayClass = elementClass.arrayType();
        this.count = count;
    }

    /** Lanes for vectors of {@code bits}, or of one element where that is 0. */
    static MicroLanes of(DType type, int bits) {
        return bits == 0 ? new MicroScalarLanes(type) : new MicroVectorLanes(type, bits);
    }

    /** The kind of a local variable that holds one vector. */
    abstract TypeKind kind();

    /** Begins a method over these lanes. */
    abstract void begin(CodeBuilder code);

    abstract void zero(CodeBuilder code);

    abstract void load(CodeBuilder code, int array, Consumer<CodeBuilder> index);

    abstract void store(CodeBuilder code, int array, Consumer<CodeBuilder> index, int value);

    /** Says that the vector in a variable, which has come around a loop, is one of these. */
    abstract void exact(CodeBuilder code, int value);

    /** Turns the element on the stack into a vector. */
    abstract void broadcast(CodeBuilder code);

    /** Pushes {@code left · right + sum}, rounded once where numbers are floating. */
    abstract void multiplyAdd(CodeBuilder code, int left, int right, int sum);

    /** Adds the two vectors on the stack. */
    abstract void add(CodeBuilder code);

    final void zeroElement(CodeBuilder code) {
        switch (element) {
            case FLOAT -> code.fconst_0();
            case DOUBLE -> code.dconst_0();
            case LONG -> code.lconst_0();
            case INT, BOOLEAN, BYTE, CHAR, SHORT, REFERENCE, VOID -> code.iconst_0();
        }
    }

    final void addElements(CodeBuilder code) {
        switch (element) {
            case FLOAT -> code.fadd();
            case DOUBLE -> code.dadd();
            case LONG -> code.ladd();
            case INT, BOOLEAN, BYTE, CHAR, SHORT, REFERENCE, VOID -> code.iadd();
        }
    }

    final boolean floating() {
        return elementClass.equals(ConstantDescs.CD_float) || elementClass.equals(ConstantDescs.CD_double);
    }
}
