package org.chainrule.codegen;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.function.Consumer;

/**
 * Leaves a method of vector code to HotSpot's second compiler, C2, alone. Whatever the first one makes of it is boxed vectors, and
 * it can keep the method for ever; and a version for the loop that is running just then (on-stack replacement) takes
 * several times as long to compile as the method itself, and is never used again. See {@code docs/decisions/0003-kernel-size.md}.
 */
final class SecondCompiler {
    private SecondCompiler() {}

    /**
     * Begins a method. The start is a handler of exceptions, which none reaches, and is fallen into as well, which the first compiler
     * refuses. What lies on the stack from then on, null, keeps on-stack replacement away from all loops.
     */
    static void enter(CodeBuilder code) {
        Label from = code.newLabel();
        Label handler = code.newLabel();
        code.labelBinding(from).aconst_null().labelBinding(handler);
        code.exceptionCatch(from, handler, handler, ConstantDescs.CD_Throwable);
    }

    /** Begins a method that is called often, so that its running loops need not be replaced by either compiler. */
    static void noReplacement(CodeBuilder code) {
        code.aconst_null();
    }

    /**
     * Adds 1 to a loop's variable, which the compiler does not know to be 1: loops that count are compiled in three or four copies, and
     * a long body of vector code takes it a tenth of a second each.
     *
     * @param natural a variable that is never negative
     */
    static void uncounted(CodeBuilder code, int variable, int natural) {
        code.iload(variable)
                .iload(natural)
                .loadConstant(Integer.SIZE - 1)
                .iushr()
                .iconst_1()
                .iadd()
                .iadd()
                .istore(variable);
    }

    /**
     * Says which class the vector on the stack has. Of one that was loaded, or has come around a loop, the compiler knows no more than
     * {@code FloatVector}; it then looks at the classes that other code has met, and if these were several, may leave
     * the vector an object.
     *
     * @param species pushes the vector's species
     */
    static void exact(CodeBuilder code, Consumer<CodeBuilder> species) {
        Label exact = code.newLabel();
        code.dup().invokevirtual(ConstantDescs.CD_Object, "getClass", MethodTypeDesc.of(ConstantDescs.CD_Class));
        species.accept(code);
        code.invokeinterface(VectorType.SPECIES, "vectorType", MethodTypeDesc.of(ConstantDescs.CD_Class))
                .if_acmpeq(exact)
                .aconst_null()
                .athrow()
                .labelBinding(exact);
    }
}
