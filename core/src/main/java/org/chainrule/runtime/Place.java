package org.chainrule.runtime;

import java.lang.reflect.Array;
import org.chainrule.graph.Type;

/** Where a buffer begins: in which of an execution's arrays, and at which element. */
public record Place(int slot, int offset) {
    /** The buffer's elements in an array of their own. */
    Object copy(Execution execution, Type type) {
        int size = type.shape().size();
        Object copy = type.dtype().newArray(size);
        System.arraycopy(execution.array(slot), execution.at(this), copy, 0, size);
        return copy;
    }

    /** The buffer's elements in an array that holds nothing else, to be read only. */
    Object whole(Execution execution, Type type) {
        Object array = execution.array(slot);
        boolean alone = execution.at(this) == 0
                && Array.getLength(array) == type.shape().size();
        return alone ? array : copy(execution, type);
    }

    /** Puts so many elements into the buffer. */
    void write(Execution execution, int size, Object from) {
        write(execution, size, from, 0);
    }

    /** Puts so many elements of an array into the buffer, from one on. */
    void write(Execution execution, int size, Object from, int begin) {
        System.arraycopy(from, begin, execution.array(slot), execution.at(this), size);
    }
}
