package org.chainrule.codegen;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.function.Consumer;
import org.chainrule.graph.DType;

/** Lanes of the Vector API. */
final class MicroVectorLanes extends MicroLanes {
    private static final String PACKAGE = "jdk.incubator.vector";
    private static final ClassDesc SPECIES = ClassDesc.of(PACKAGE, "VectorSpecies");
    private static final ClassDesc VECTOR = ClassDesc.of(PACKAGE, "Vector");
    static final ClassDesc SHUFFLE = ClassDesc.of(PACKAGE, "VectorShuffle");
    static final ClassDesc MASK = ClassDesc.of(PACKAGE, "VectorMask");

    private final ClassDesc vectorClass;
    private final String species;

    MicroVectorLanes(DType type, int bits) {
        super(type, bits / 8 / type.bytes());
        this.vectorClass = ClassDesc.of(
                PACKAGE,
                switch (type) {
                    case FLOAT32 -> "FloatVector";
                    case FLOAT64 -> "DoubleVector";
                    case INT32, BOOL -> "IntVector";
                    case INT64 -> "LongVector";
                });
        this.species = "SPECIES_" + bits;
    }

    @Override
    TypeKind kind() {
        return TypeKind.REFERENCE;
    }

    @Override
    void begin(CodeBuilder code) {
        SecondCompiler.enter(code);
    }

    @Override
    void zero(CodeBuilder code) {
        species(code).invokestatic(vectorClass, "zero", MethodTypeDesc.of(vectorClass, SPECIES));
    }

    @Override
    void load(CodeBuilder code, int array, Consumer<CodeBuilder> index) {
        index.accept(species(code).aload(array));
        code.invokestatic(
                vectorClass, "fromArray", MethodTypeDesc.of(vectorClass, SPECIES, arrayClass, ConstantDescs.CD_int));
        exact(code);
    }

    @Override
    void store(CodeBuilder code, int array, Consumer<CodeBuilder> index, int value) {
        index.accept(code.aload(value).aload(array));
        code.invokevirtual(
                vectorClass, "intoArray", MethodTypeDesc.of(ConstantDescs.CD_void, arrayClass, ConstantDescs.CD_int));
    }

    @Override
    void exact(CodeBuilder code, int value) {
        exact(code.aload(value));
        code.pop();
    }

    @Override
    void broadcast(CodeBuilder code) {
        // The species goes below the element, which takes two stack words if it is a double or a long.
        species(code);
        if (element.slotSize() == 1) {
            code.swap();
        } else {
            code.dup_x2().pop();
        }
        code.invokestatic(vectorClass, "broadcast", MethodTypeDesc.of(vectorClass, SPECIES, elementClass));
        exact(code);
    }

    @Override
    void multiplyAdd(CodeBuilder code, int left, int right, int sum) {
        if (floating()) {
            code.aload(left)
                    .aload(right)
                    .aload(sum)
                    .invokevirtual(vectorClass, "fma", MethodTypeDesc.of(vectorClass, VECTOR, VECTOR));
        } else {
            code.aload(left).aload(right).invokevirtual(vectorClass, "mul", MethodTypeDesc.of(vectorClass, VECTOR));
            code.aload(sum);
            add(code);
        }
    }

    @Override
    void add(CodeBuilder code) {
        code.invokevirtual(vectorClass, "add", MethodTypeDesc.of(vectorClass, VECTOR));
    }

    /** Pushes the shuffle that moves each lane down by {@code lanes}, the lowest to the top. */
    void rotation(CodeBuilder code, int lanes) {
        species(code)
                .loadConstant(lanes)
                .iconst_1()
                .iconst_1()
                .invokestatic(
                        SHUFFLE,
                        "iota",
                        MethodTypeDesc.of(
                                SHUFFLE,
                                SPECIES,
                                ConstantDescs.CD_int,
                                ConstantDescs.CD_int,
                                ConstantDescs.CD_boolean));
    }

    /** Pushes the mask of the lanes whose bits are set. */
    void constantMask(CodeBuilder code, long set) {
        species(code)
                .loadConstant(set)
                .invokestatic(MASK, "fromLong", MethodTypeDesc.of(MASK, SPECIES, ConstantDescs.CD_long));
    }

    /** Pushes the vector in a variable, rearranged by the shuffle in a static field. */
    void rearrange(CodeBuilder code, int value, ClassDesc owner, String shuffle) {
        code.aload(value)
                .getstatic(owner, shuffle, SHUFFLE)
                .invokevirtual(vectorClass, "rearrange", MethodTypeDesc.of(vectorClass, SHUFFLE));
    }

    /** Replaces those lanes of the vector below by those of the vector on top that the mask in a static field has set. */
    void blend(CodeBuilder code, ClassDesc owner, String mask) {
        code.getstatic(owner, mask, MASK)
                .invokevirtual(vectorClass, "blend", MethodTypeDesc.of(vectorClass, VECTOR, MASK));
    }

    private void exact(CodeBuilder code) {
        SecondCompiler.exact(code, this::species);
    }

    private CodeBuilder species(CodeBuilder code) {
        return code.getstatic(vectorClass, species, SPECIES);
    }
}
