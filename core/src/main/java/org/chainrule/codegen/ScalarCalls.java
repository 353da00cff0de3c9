package org.chainrule.codegen;

import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import org.chainrule.graph.ScalarFunction;

/** Calls of {@link ScalarFunction} from emitted code; for vectors through arrays, so that no vector ever becomes an object. */
final class ScalarCalls {
    private static final ClassDesc FUNCTION =
            ScalarFunction.class.describeConstable().orElseThrow();
    private static final ClassDesc HERE = ScalarCalls.class.describeConstable().orElseThrow();

    private ScalarCalls() {}

    static void pushFunction(CodeBuilder builder, ScalarFunction function) {
        builder.getstatic(FUNCTION, function.name(), FUNCTION);
    }

    static void callOne(CodeBuilder builder) {
        builder.invokevirtual(FUNCTION, "of", MethodTypeDesc.of(CD_double, CD_double));
    }

    static void callTwo(CodeBuilder builder) {
        builder.invokevirtual(FUNCTION, "of", MethodTypeDesc.of(CD_double, CD_double, CD_double));
    }

    /** Calls {@code map} below on the function and two arrays on the stack. */
    static void mapArrays(CodeBuilder builder, ClassDesc array) {
        builder.invokestatic(HERE, "map", MethodTypeDesc.of(CD_void, FUNCTION, array, array));
    }

    /** Replaces every element of {@code a} by the function of it and of the element of {@code b} at its place. */
    static void map(ScalarFunction function, float[] a, float[] b) {
        for (int i = 0; i < a.length; i++) {
            a[i] = (float) function.of(a[i], b[i]);
        }
    }

    /** As {@link #map(ScalarFunction, float[], float[])}. */
    static void map(ScalarFunction function, double[] a, double[] b) {
        for (int i = 0; i < a.length; i++) {
            a[i] = function.of(a[i], b[i]);
        }
    }
}
