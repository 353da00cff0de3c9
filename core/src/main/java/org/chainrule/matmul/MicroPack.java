package org.chainrule.matmul;

/** Copies strips of a matrix into the order in which a {@link MicroKernel} reads them. Stateless, made by {@code codegen}. */
public interface MicroPack {
    /** How a strip lies in memory. */
    enum Way {
        /** Lines side by side; one strip or several, which have all their lines. */
        ACROSS,
        /** Along k side by side; one strip that has all its lines, and k is a multiple of {@value #STEP}. */
        ALONG,
        /** Any strides; one strip, of any number of lines. */
        ANY
    }

    /** What a length along k must be a multiple of for {@link Way#ALONG}. */
    int STEP = 8;

    /**
     * target[{@code targetOffset + strip·depth·width + k·width + line}] = source[{@code offset + (strip·width + line)·lineStride + k·depthStride}]
     * for all k below {@code depth} and the first {@code lines} lines; 0 for those from there to {@code width}, if they are fewer.
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
