package org.chainrule.runtime;

import java.util.List;
import org.chainrule.graph.DType;
import org.chainrule.kernel.Kernel;
import org.chainrule.kernel.Layout;
import org.chainrule.kernel.Operand;
import org.chainrule.kernel.Step;
import org.chainrule.kernel.Store;
import org.chainrule.simd.Simd;
import org.chainrule.simd.Square;
import org.chainrule.warmup.KernelCode;

/**
 * A copy of rows whose columns lie apart where they are read, square by square where neighbouring rows are neighbours there: a matrix transposed.
 * Row by row each element would come from a line of its own, which with long strides is gone from the cache before the next row asks for it.
 */
public final class TurnedCopy implements KernelCode {
    private static final int WIDE_BITS = 256;
    /** So many squares a run, until they are fast. */
    private static final int PROBE = 16;
    /** No compiled code takes so long for a square. */
    private static final int SLOW_NANOS = 300;

    private final KernelCode rows;
    private final Layout layout;
    // races make it inexact, which does no harm
    private boolean fast;

    private TurnedCopy(KernelCode rows, Layout layout) {
        this.rows = rows;
        this.layout = layout;
    }

    /** @param code that of the kernel, for copies of another kind and for what is left beside squares */
    public static KernelCode of(Kernel kernel, KernelCode code) {
        return isCopy(kernel) && kernel.rowAxes() > 0 && Simd.bits() >= WIDE_BITS
                ? new TurnedCopy(code, kernel.layout())
                : code;
    }

    private static boolean isCopy(Kernel kernel) {
        return kernel.steps().equals(List.of(new Step.Load(0, Step.NO_MASK)))
                && kernel.stores().equals(List.of(Store.set(1, 0)))
                && kernel.operands()
                        .equals(List.of(
                                new Operand(DType.FLOAT32, Operand.Along.ANY),
                                new Operand(DType.FLOAT32, Operand.Along.UNIT)));
    }

    @Override
    public void run(Object[] arrays, int[] arguments, int rowFrom, int rowTo, int columnFrom, int columnTo) {
        int last = layout.rowAxes() - 1;
        int extent = arguments[Layout.ROW_EXTENTS + last];
        int columns = (columnTo - columnFrom) / Square.SIDE * Square.SIDE;
        boolean neighbours = arguments[layout.operand(0) + 2 + last] == 1;
        int row = rowFrom;
        while (row < rowTo) {
            int count = Math.min(extent - row % extent, rowTo - row);
            int turned = neighbours && columns > 0 ? count / Square.SIDE * Square.SIDE : 0;
            if (turned > 0) {
                turned = squares(arrays, arguments, row, turned, columnFrom, columns);
            }
            if (turned > 0 && columnFrom + columns < columnTo) {
                rows.run(arrays, arguments, row, row + turned, columnFrom + columns, columnTo);
            }
            if (turned < count) {
                rows.run(arrays, arguments, row + turned, row + count, columnFrom, columnTo);
            }
            row += count;
        }
    }

    /** @return how many of the rows it has copied */
    private int squares(Object[] arrays, int[] arguments, int row, int count, int columnFrom, int columns) {
        int step = arguments[layout.operand(0) + 1];
        int apart = arguments[layout.operand(1) + 2 + layout.rowAxes() - 1];
        int from = at(arguments, 0, row) + columnFrom * step;
        int to = at(arguments, 1, row) + columnFrom;
        int rowsAtOnce = fast ? count : Math.min(count, Math.max(1, PROBE * Square.SIDE / columns) * Square.SIDE);
        long begin = fast ? 0 : System.nanoTime();
        for (int i = 0; i < rowsAtOnce; i += Square.SIDE) {
            for (int j = 0; j < columns; j += Square.SIDE) {
                Square.transpose(
                        (float[]) arrays[0], from + j * step + i, step, (float[]) arrays[1], to + i * apart + j, apart);
            }
        }
        if (!fast) {
            fast = System.nanoTime() - begin < (long) SLOW_NANOS * rowsAtOnce * columns / (Square.SIDE * Square.SIDE);
        }
        return rowsAtOnce;
    }

    /** Where an operand's row begins. */
    private int at(int[] arguments, int operand, int row) {
        int group = layout.operand(operand);
        int place = arguments[group];
        int rest = row;
        for (int axis = layout.rowAxes() - 1; axis >= 0; axis--) {
            int extent = arguments[Layout.ROW_EXTENTS + axis];
            place += rest % extent * arguments[group + 2 + axis];
            rest /= extent;
        }
        return place;
    }
}
