package org.chainrule.compile;

import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.chainrule.codegen.Columns;
import org.chainrule.codegen.KernelCompiler;
import org.chainrule.codegen.KernelWeight;
import org.chainrule.codegen.Target;
import org.chainrule.kernel.Kernel;
import org.chainrule.kernel.Operand;
import org.chainrule.kernel.Step;
import org.chainrule.kernel.Store;
import org.chainrule.runtime.TurnedCopy;
import org.chainrule.simd.Simd;
import org.chainrule.warmup.Background;
import org.chainrule.warmup.KernelCode;
import org.chainrule.warmup.TieredCode;
import org.chainrule.warmup.WarmingCode;

/** The code of kernels, made once: equal kernels share a class, whatever their shapes. */
final class Kernels {
    /** So many elements fill no more than a logical vector. */
    private static final int FEW = 16;
    /** So many places of several arrays are more than a core's own caches hold. */
    private static final int LARGE = 1 << 17;

    /** Of so many arrays from memory several vectors side by side are worth it. */
    private static final int STREAMS = 6;
    /** How many vectors these are. */
    private static final int TOGETHER = 4;

    private static final ConcurrentHashMap<Kernel, Variants> KERNELS = new ConcurrentHashMap<>();

    private Kernels() {}

    /** What is known of a kernel, and its code for each way in which columns fill vectors. */
    private record Variants(int weight, int lanes, ConcurrentHashMap<Form, KernelCode> code) {
        static Variants of(Kernel kernel) {
            return new Variants(KernelWeight.of(kernel), KernelCompiler.lanes(kernel), new ConcurrentHashMap<>());
        }
    }

    /** @param together how many vectors of columns are written side by side */
    private record Form(Columns columns, boolean few, int together) {}

    /** A few elements are computed by scalar code: they cannot be cut into parts, on which vector code would become fast. */
    static KernelCode code(Launch launch) {
        Kernel kernel = launch.kernel();
        Variants variants = KERNELS.computeIfAbsent(kernel, Variants::of);
        boolean few = launch.grid().rowCount() * launch.grid().columns() <= FEW;
        Columns columns = columns(launch, variants.lanes());
        return variants.code()
                .computeIfAbsent(
                        new Form(columns, few, together(launch)),
                        form -> few || !KernelCompiler.vectorizable(kernel) || !Simd.available()
                                ? KernelCompiler.compile(kernel, columns, new Target.Scalar())
                                : vectors(launch, variants, form));
    }

    private static Columns columns(Launch launch, int lanes) {
        // a single row may have any length next time, as in the last batch of an epoch
        if (launch.kernel().ragged() || launch.grid().rowCount() == 1) {
            return Columns.MIXED;
        }
        Columns columns = Columns.of(launch.grid().columns(), lanes);
        return columns == Columns.SHORT && launch.runsOn() ? Columns.MIXED : columns;
    }

    /**
     * Several, where many arrays are read and written side by side that come from memory, as in an optimizer's update: the processor looks a
     * few hundred instructions ahead for loads that it can begin, and so there are fewer for each.
     */
    static int together(Launch launch) {
        Kernel kernel = launch.kernel();
        int weight = KERNELS.computeIfAbsent(kernel, Variants::of).weight();
        long streams = streams(
                        kernel.steps().stream()
                                // what is left out at some places, as windows beside an image, is read again and again
                                .flatMap(step -> step instanceof Step.Load load && load.mask() == Step.NO_MASK
                                        ? Stream.of(load.operand())
                                        : Stream.of())
                                .distinct(),
                        kernel)
                + streams(kernel.stores().stream().map(Store::operand), kernel);
        boolean reduces = kernel.steps().stream().anyMatch(step -> step instanceof Step.Reduce);
        boolean large = (long) launch.grid().rowCount() * launch.grid().columns() >= LARGE;
        return large && streams >= STREAMS && !reduces && weight <= KernelWeight.SIDE_BY_SIDE ? TOGETHER : 1;
    }

    /** How many of some operands are arrays that are gone through from end to end. */
    private static long streams(Stream<Integer> operands, Kernel kernel) {
        return operands.filter(operand -> kernel.operands().get(operand).along() == Operand.Along.UNIT)
                .count();
    }

    private static KernelCode vectors(Launch launch, Variants variants, Form form) {
        Kernel kernel = launch.kernel();
        Columns columns = form.columns();
        Supplier<KernelCode> code =
                () -> TurnedCopy.of(kernel, KernelCompiler.compile(kernel, columns, Target.preferred(form.together())));
        boolean columnsIndependent = !launch.loop().dependsOnColumns();
        return Background.scalarFirst()
                ? new TieredCode(
                        () -> KernelCompiler.compile(kernel, columns, new Target.FirstScalar()),
                        code,
                        columnsIndependent,
                        variants.weight(),
                        variants.lanes())
                : new WarmingCode(code.get(), columnsIndependent, variants.weight(), variants.lanes());
    }

    /** How many there are that take time to become fast. */
    static int count() {
        return (int) KERNELS.values().stream()
                .flatMap(variants -> variants.code().keySet().stream())
                .filter(form -> !form.few())
                .count();
    }
}
