package org.chainrule.runtime;

/** Copies a strip of a matrix into the order in which a {@link MicroKernel} reads it. Stateless, made by {@code codegen}. */
public interface MicroPack {
    /**
     * target[{@code targetOffset + k·width + line}] = source[{@code offset + line·lineStride + k·depthStride}] for all k below
     * {@code depth} and lines below {@code lines}; 0 for the lines from there to {@code width}.
     */
    void run(
            Object source,
            int offset,
            int lineStride,
            int depthStride,
            int lines,
            int width,
            int depth,
            Object target,
            int targetOffset);
}
