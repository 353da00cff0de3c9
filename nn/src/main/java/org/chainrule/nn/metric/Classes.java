package org.chainrule.nn.metric;

import org.chainrule.Tensor;
import org.chainrule.graph.DType;
import org.chainrule.graph.DTypeException;

/** Class numbers. */
final class Classes {
    private Classes() {}

    static int[] of(Tensor numbers) {
        if (!numbers.dtype().isInteger()) {
            throw new DTypeException(
                    "class numbers are whole, not " + numbers.node().type());
        }
        return numbers.cast(DType.INT32).toInts();
    }

    static int check(int number, int classes) {
        if (number < 0 || number >= classes) {
            throw new IllegalArgumentException(number + " is none of " + classes + " classes");
        }
        return number;
    }
}
