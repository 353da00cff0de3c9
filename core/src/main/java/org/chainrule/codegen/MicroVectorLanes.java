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

    private final ClassDesc vectorClass;
    private final String species;
    private final int bits;

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
        this.bits = bits;
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

    /** Pushes the vector in a variable, each lane moved down by {@code lanes}, the lowest to the top. */
    void rotate(CodeBuilder code, int value, int lanes) {
        code.aload(value)
                .loadConstant(LaneConstant.rotation(elementClass, bits, lanes))
                .invokevirtual(vectorClass, "rearrange", MethodTypeDesc.of(vectorClass, VectorType.SHUFFLE));
    }

    /** Replaces those lanes of the vector below by those of the vector on top whose bits are set. */
    void blend(CodeBuilder code, long set) {
        code.loadConstant(LaneConstant.mask(elementClass, bits, set))
                .invokevirtual(vectorClass, "blend", MethodTypeDesc.of(vectorClass, VECTOR, VectorType.MASK));
    }

    private void exact(CodeBuilder code) {
        SecondCompiler.exact(code, this::species);
    }

    private CodeBuilder species(CodeBuilder code) {
        return code.getstatic(vectorClass, species, SPECIES);
    }
}
