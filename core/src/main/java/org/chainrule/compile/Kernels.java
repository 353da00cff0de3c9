package org.chainrule.compile;

import java.util.concurrent.ConcurrentHashMap;
import org.chainrule.codegen.Columns;
import org.chainrule.codegen.KernelCompiler;
import org.chainrule.codegen.KernelWeight;
import org.chainrule.codegen.Target;
import org.chainrule.kernel.Kernel;
import org.chainrule.runtime.KernelCode;
import org.chainrule.runtime.WarmingCode;

/** The code of kernels, made once: equal kernels share a class, whatever their shapes. */
final class Kernels {
    private static final ConcurrentHashMap<Key, KernelCode> CODE = new ConcurrentHashMap<>();

    private Kernels() {}

    private record Key(Kernel kernel, Columns columns) {}

    static KernelCode code(Launch launch) {
        Kernel kernel = launch.kernel();
        // a single row may have any length next time, as in the last batch of an epoch
        Columns columns = kernel.ragged() || launch.grid().rowCount() == 1
                ? Columns.MIXED
                : Columns.of(launch.grid().columns(), KernelCompiler.lanes(kernel));
        return CODE.computeIfAbsent(
                new Key(kernel, columns),
                key -> new WarmingCode(
                        () -> KernelCompiler.compile(key.kernel(), key.columns(), Target.preferred()),
                        !launch.loop().dependsOnColumns(),
                        KernelWeight.of(key.kernel()),
                        KernelCompiler.lanes(key.kernel())));
    }

    /** How many there are. */
    static int count() {
        return CODE.size();
    }
}
