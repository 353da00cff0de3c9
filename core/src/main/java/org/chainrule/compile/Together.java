package org.chainrule.compile;

import java.util.List;
import java.util.stream.IntStream;
import org.chainrule.graph.DType;
import org.chainrule.kernel.Operand;
import org.chainrule.kernel.Step;
import org.chainrule.kernel.Store;
import org.chainrule.runtime.Cut;

/** Which loops put rows together in registers: short code whose results all stay at their place along the last row axis. */
final class Together {
    /** As much as leaves registers for the results. */
    private static final int LONGEST = 8;

    private static final int LANES = 16;
    private static final int MOST_VECTORS = 4;

    private Together() {}

    /** The columns that are put together at a time; 0 if rows go to memory one by one. */
    static int columns(Loop loop, Grid grid, Cut cut, List<Store> stores, List<Operand> operands) {
        int last = grid.rows().length - 1;
        if (last < 0 || grid.isFolded() || loop.dependsOnColumns() || Weights.of(loop) > LONGEST) {
            return 0;
        }
        boolean stay = stores.stream()
                .allMatch(store -> store.accumulate().isPresent()
                        && store.mask() == Step.NO_MASK
                        && operands.get(store.operand()).along() == Operand.Along.UNIT
                        && operands.get(store.operand()).through().isEmpty()
                        && grid.addresses().get(store.operand()).steps()[last] == 0);
        boolean narrow =
                operands.stream().allMatch(operand -> operand.dtype() == DType.FLOAT32 || isIndex(operand, operands));
        int rows = grid.rows()[last];
        if (!stay || !narrow || rows < 2) {
            return 0;
        }
        return IntStream.of(MOST_VECTORS, 2, 1)
                .map(vectors -> vectors * LANES)
                .filter(columns -> grid.columns() % columns == 0 && cut.pieceColumns() % columns == 0)
                .findFirst()
                .orElse(0);
    }

    /** Whether an operand says where others lie. */
    private static boolean isIndex(Operand operand, List<Operand> operands) {
        return operands.stream()
                .flatMap(other -> other.through().stream())
                .anyMatch(through -> operands.get(through.index()) == operand);
    }
}
