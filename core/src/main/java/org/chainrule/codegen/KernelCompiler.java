package org.chainrule.codegen;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.chainrule.graph.Binary;
import org.chainrule.graph.DType;
import org.chainrule.kernel.Kernel;
import org.chainrule.kernel.Step;
import org.chainrule.warmup.KernelCode;

/**
 * Emits a kernel as a hidden class. The whole kernel is one method, with every vector in a local variable: HotSpot then
 * keeps them in registers.
 */
public final class KernelCompiler {
    private KernelCompiler() {}

    /**
     * Code that runs a kernel.
     *
     * @param columns how the columns of the runs fill logical vectors; of a ragged kernel {@link Columns#MIXED}
     * @param target what to emit for; a kernel that is not {@link #vectorizable} is emitted as scalar code all the same
     */
    public static KernelCode compile(Kernel kernel, Columns columns, Target target) {
        return define(classFile(kernel, columns, target));
    }

    /** The bytes of the class. */
    static byte[] classFile(Kernel kernel, Columns columns, Target target) {
        KernelPlan plan = plan(kernel, columns, target);
        Code code = new Code();
        Code entry = code.section();
        Code prologue = code.section();
        Frame frame = new Frame();
        Rows rows = new Rows(plan, frame, prologue);
        Passes.ColumnLoop loop = loop(plan, columns, target, frame, rows, prologue);
        boolean first = target instanceof Target.FirstScalar;
        if (loop instanceof VectorLoop) {
            entry.add(SecondCompiler::enter);
        } else if (first) {
            entry.add(SecondCompiler::noReplacement);
        }
        boolean innermost = loop instanceof VectorLoop && columns == Columns.SHORT;
        Passes passes = new Passes(plan, frame, rows, loop);
        if (loop instanceof VectorLoop vector && kernel.together() > 0) {
            vector.sums(passes).emit(code);
        } else {
            rows.loop(code, innermost, passes::emit);
        }
        return KernelClass.of(code, first ? KernelClass.FIRST : KernelClass.RUN);
    }

    private static KernelPlan plan(Kernel kernel, Columns columns, Target target) {
        KernelPlan plan = new KernelPlan(kernel);
        boolean oneVector = columns == Columns.SHORT
                && target instanceof Target.Vector vector
                && vectorizable(plan)
                && VectorFrame.length(vector.bits(), plan.isWide()) == plan.lanes();
        return oneVector ? new KernelPlan(kernel, true) : plan;
    }

    private static Passes.ColumnLoop loop(
            KernelPlan plan, Columns columns, Target target, Frame frame, Rows rows, Code prologue) {
        if (target instanceof Target.Vector vector && vectorizable(plan)) {
            VectorFrame vectors = new VectorFrame(frame, prologue, vector.bits(), plan.isWide());
            return new VectorLoop(plan, vectors, rows, columns, vector.together());
        }
        return new ScalarLoop(plan, frame, rows, prologue);
    }

    private static KernelCode define(byte[] bytes) {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup().defineHiddenClass(bytes, true);
            return (KernelCode) lookup.findConstructor(lookup.lookupClass(), MethodType.methodType(void.class))
                    .invoke();
        } catch (Throwable impossible) {
            throw new IllegalStateException("the emitted kernel cannot be linked", impossible);
        }
    }

    /** The lanes of a kernel's logical vector: 16, or 8 if a 64-bit dtype occurs in it. */
    public static int lanes(Kernel kernel) {
        return new KernelPlan(kernel).lanes();
    }

    /** Whether a kernel can be emitted over vectors: lanes of one width, no running combinations, no integer division. */
    public static boolean vectorizable(Kernel kernel) {
        return vectorizable(new KernelPlan(kernel));
    }

    private static boolean vectorizable(KernelPlan plan) {
        boolean wide = plan.isWide();
        boolean oneWidth =
                plan.dtypes().allMatch(dtype -> dtype == DType.BOOL || (dtype.bytes() == Long.BYTES) == wide);
        boolean masksStayInside =
                !wide || plan.kernel().operands().stream().noneMatch(operand -> operand.dtype() == DType.BOOL);
        return oneWidth && masksStayInside && plan.steps().noneMatch(step -> needsScalars(plan, step));
    }

    private static boolean needsScalars(KernelPlan plan, int number) {
        return switch (plan.kernel().steps().get(number)) {
            case Step.Running _ -> true;
            case Step.Apply apply ->
                apply.op() == Binary.DIV && plan.dtype(number).isInteger();
            case Step.Load _, Step.Literal _, Step.Position _, Step.Bound _, Step.Coefficient _, Step.Reduce _ -> false;
        };
    }
}
