package org.chainrule.runtime;

/** Copies a strip of a matrix into the order in which a {@link MicroKernel} reads it. Stateless, made by {@code codegen}. */
public interface MicroPack {
    /** How the strip lies in memory. */
    enum Way {
        /** Lines side by side; the strip has all its lines. */
        ACROSS,
        /** Along k side by side; the strip has all its lines, and k is a multiple of {@value #STEP}. */
        ALONG,
        /** Any strides, and any number of lines. */
        ANY
    }

    /** What a length along k must be a multiple of for {@link Way#ALONG}. */
    int STEP = 8;

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
