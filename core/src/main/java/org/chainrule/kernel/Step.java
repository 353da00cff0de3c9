package org.chainrule.kernel;

import java.util.List;
import org.chainrule.graph.Combine;
import org.chainrule.graph.DType;
import org.chainrule.graph.Elementwise;

/** One value of a {@link Kernel}. Arguments are numbers of earlier steps. */
public sealed interface Step {
    /** The mask of a load that is always in range. */
    int NO_MASK = -1;

    /**
     * The element of an operand at this place.
     *
     * @param operand which operand
     * @param mask a BOOL step; where it is false nothing is read and the value is 0; or {@link #NO_MASK}
     */
    record Load(int operand, int mask) implements Step {}

    /** A constant: {@code value} for floating dtypes, {@code whole} for the others (BOOL: 0 or 1). */
    record Literal(DType dtype, double value, long whole) implements Step {
        public static Literal of(DType dtype, double value) {
            return dtype.isFloating() ? new Literal(dtype, value, 0) : new Literal(dtype, 0, (long) value);
        }
    }

    /**
     * A whole number that is an affine function of the place: offset + columnStep·column + Σ rowStep·row; INT32 or INT64.
     *
     * @param perRow whether the column step is 0
     */
    record Position(int slot, DType dtype, boolean perRow) implements Step {}

    /** A whole number given at launch; INT32 or INT64. */
    record Bound(int slot, DType dtype) implements Step {}

    /**
     * A floating constant given at launch, so that kernels that differ in it alone share their code: a learning rate, one
     * over the number of examples.
     *
     * @param slots the bounds that hold its bits: one for FLOAT32; two for FLOAT64, the higher half first
     */
    record Coefficient(List<Integer> slots, DType dtype) implements Step {
        public Coefficient {
            slots = List.copyOf(slots);
        }
    }

    /** An elementwise operation. */
    record Apply(Elementwise op, List<Integer> arguments) implements Step {
        public Apply {
            arguments = List.copyOf(arguments);
        }
    }

    /**
     * All columns of the row put together: element c goes to partial result c mod 16 (mod 8 in a kernel that has a
     * 64-bit dtype), in order, and the partial results are put together in halves (0 with 8, 1 with 9 …; then 0 with 4;
     * 0 with 2; 0 with 1), whatever the hardware.
     */
    record Reduce(Combine combine, int argument) implements Step {}

    /** The running combination along the row: of this column and all before it, one after the other. */
    record Running(Combine combine, int argument) implements Step {}
}
