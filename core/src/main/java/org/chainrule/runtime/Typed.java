package org.chainrule.runtime;

import org.chainrule.graph.Type;

/** A buffer, and the type of what lies in it, or of one of the parts that lie in it one after the other. */
public record Typed(Type type, Place place) {
    int size() {
        return type.shape().size();
    }

    Object fresh() {
        return type.dtype().newArray(size());
    }
}
