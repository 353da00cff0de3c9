package org.chainrule.runtime;

import org.chainrule.graph.Type;

/** Where a buffer begins: in which of an execution's arrays, and at which element. */
public record Place(int slot, int offset) {
    /** The buffer's elements in an array of their own. */
    Object copy(Execution execution, Type type) {
        int size = type.shape().size();
        Object copy = type.dtype().newArray(size);
        System.arraycopy(execution.array(slot), offset, copy, 0, size);
        return copy;
    }
}
