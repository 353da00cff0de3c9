package org.chainrule.runtime;

import java.lang.reflect.Array;
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

    /** The buffer's elements in an array that holds nothing else, to be read only. */
    Object whole(Execution execution, Type type) {
        Object array = execution.array(slot);
        boolean alone = offset == 0 && Array.getLength(array) == type.shape().size();
        return alone ? array : copy(execution, type);
    }

    /** Takes in a part of the buffer, of that many elements, by its number. */
    void read(Execution execution, int part, int size, Object to) {
        System.arraycopy(execution.array(slot), offset + part * size, to, 0, size);
    }

    /** Puts a part of that many elements into the buffer, by its number. */
    void write(Execution execution, int part, int size, Object from) {
        System.arraycopy(from, 0, execution.array(slot), offset + part * size, size);
    }
}
