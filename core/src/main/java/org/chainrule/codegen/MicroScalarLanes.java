package org.chainrule.codegen;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.function.Consumer;
import org.chainrule.graph.DType;

/** Vectors of one element, for where the Vector API is missing and for whole numbers. */
final class MicroScalarLanes extends MicroLanes {
    MicroScalarLanes(DType type) {
        super(type, 1);
    }

    @Override
    TypeKind kind() {
        return element;
    }

    @Override
    void begin(CodeBuilder code) {}

    @Override
    void zero(CodeBuilder code) {
        zeroElement(code);
    }

    @Override
    void load(CodeBuilder code, int array, Consumer<CodeBuilder> index) {
        index.accept(code.aload(array));
        code.arrayLoad(element);
    }

    @Override
    void store(CodeBuilder code, int array, Consumer<CodeBuilder> index, int value) {
        index.accept(code.aload(array));
        code.loadLocal(element, value).arrayStore(element);
    }

    @Override
    void exact(CodeBuilder code, int value) {}

    @Override
    void broadcast(CodeBuilder code) {}

    @Override
    void multiplyAdd(CodeBuilder code, int left, int right, int sum) {
        code.loadLocal(element, left).loadLocal(element, right);
        switch (element) {
            case FLOAT, DOUBLE ->
                code.loadLocal(element, sum)
                        .invokestatic(
                                ClassDesc.of("java.lang.Math"),
                                "fma",
                                MethodTypeDesc.of(elementClass, elementClass, elementClass, elementClass));
            case LONG -> code.lmul().lload(sum).ladd();
            case INT, BOOLEAN, BYTE, CHAR, SHORT, REFERENCE, VOID ->
                code.imul().iload(sum).iadd();
        }
    }

    @Override
    void add(CodeBuilder code) {
        addElements(code);
    }
}
