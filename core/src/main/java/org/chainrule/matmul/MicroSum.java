package org.chainrule.matmul;

/** Adds up partial results in their order. Stateless, made by {@code codegen}. */
public interface MicroSum {
    /**
     * c[cOffset + i] = partial[offset + i] + partial[offset + stride + i] + … for {@code count} partial results, from the left,
     * and i below {@code length}.
     */
    void run(Object partial, int offset, int stride, int count, Object c, int cOffset, int length);
}
