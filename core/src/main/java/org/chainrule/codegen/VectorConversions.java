package org.chainrule.codegen;

import static org.chainrule.codegen.VectorType.CONVERSION;
import static org.chainrule.codegen.VectorType.OPERATORS;
import static org.chainrule.codegen.VectorType.VECTOR;

import java.lang.classfile.CodeBuilder;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import org.chainrule.graph.DType;
import org.chainrule.graph.ScalarFunction;

/** Vectors that change their type, and vectors that go through scalar functions. */
final class VectorConversions {
    private VectorConversions() {}

    /** Between the floating and the whole numbers of one width, as Java's casts. */
    static Value cast(VectorLanes lanes, VectorFrame vectors, Value.Vector a, DType to) {
        String conversion = switch (a.dtype()) {
            case FLOAT32 -> "F2I";
            case INT32 -> "I2F";
            case FLOAT64 -> "D2L";
            case INT64 -> "L2D";
            case BOOL -> throw new IllegalArgumentException("a mask is no vector");
        };
        VectorType result = VectorType.of(to, vectors.wide());
        return lanes.value(to, builder -> {
            builder.aload(a.local())
                    .getstatic(OPERATORS, conversion, CONVERSION)
                    .iconst_0();
            builder.invokevirtual(VECTOR, "convert", MethodTypeDesc.of(VECTOR, CONVERSION, ConstantDescs.CD_int));
            result.exact(builder.checkcast(result.owner()), vectors.bits());
        });
    }

    static Value toBits(VectorLanes lanes, VectorFrame vectors, Value.Vector a) {
        return a.dtype() == DType.FLOAT64
                ? reinterpret(lanes, vectors, a, DType.INT64, "reinterpretAsLongs")
                : reinterpret(lanes, vectors, a, DType.INT32, "reinterpretAsInts");
    }

    static Value fromBits(VectorLanes lanes, VectorFrame vectors, Value.Vector a) {
        return a.dtype() == DType.INT64
                ? reinterpret(lanes, vectors, a, DType.FLOAT64, "reinterpretAsDoubles")
                : reinterpret(lanes, vectors, a, DType.FLOAT32, "reinterpretAsFloats");
    }

    private static Value reinterpret(VectorLanes lanes, VectorFrame vectors, Value.Vector a, DType to, String method) {
        VectorType result = VectorType.of(to, vectors.wide());
        return lanes.value(to, builder -> {
            builder.aload(a.local()).invokevirtual(a.type().owner(), method, MethodTypeDesc.of(result.owner()));
            result.exact(builder, vectors.bits());
        });
    }

    /** A scalar function lane by lane. */
    static Value call(VectorLanes lanes, VectorFrame vectors, ScalarFunction function, Value.Vector a, Value.Vector b) {
        VectorType type = a.type();
        int first = vectors.scratch(type);
        int second = a == b ? first : vectors.otherScratch(type);
        return lanes.value(a.dtype(), builder -> {
            intoArray(builder, vectors, a, first);
            if (second != first) {
                intoArray(builder, vectors, b, second);
            }
            ScalarCalls.pushFunction(builder, function);
            builder.aload(first).aload(second);
            ScalarCalls.mapArrays(builder, type.element().arrayType());
            type.species(builder, vectors.bits());
            builder.aload(first).iconst_0();
            type.fromArray(builder, vectors.bits());
        });
    }

    /** Writes all lanes into an array that has a place for each. */
    static void intoArray(CodeBuilder builder, VectorFrame vectors, Value.Vector vector, int array) {
        vector.type().exact(builder.aload(vector.local()), vectors.bits());
        builder.aload(array).iconst_0();
        vector.type().intoArray(builder);
    }
}
