package org.chainrule.memory;

/** Writes zeros, vector by vector. Stateless, made by {@code codegen}. */
@FunctionalInterface
public interface VectorFill {
    /** Writes so many vectors of zeros side by side, the first at {@code offset}; and all that so many times. */
    void run(Object array, int offset, int vectors, int times);
}
