package org.chainrule.kernel;

import java.util.Optional;
import org.chainrule.graph.Combine;

/**
 * A value written to an operand: once a column, or once a row if the operand's columns are {@link Operand.Along#ZERO}
 * (then the value is uniform).
 *
 * @param accumulate if present, the value is combined into what the operand holds, row after row
 * @param mask a uniform BOOL step; in rows where it is false nothing is written; or {@link Step#NO_MASK}
 */
public record Store(int operand, int value, Optional<Combine> accumulate, int mask) {
    /** A store in all rows. */
    public Store(int operand, int value, Optional<Combine> accumulate) {
        this(operand, value, accumulate, Step.NO_MASK);
    }

    public static Store set(int operand, int value) {
        return new Store(operand, value, Optional.empty());
    }

    public static Store accumulate(Combine combine, int operand, int value) {
        return new Store(operand, value, Optional.of(combine));
    }
}
