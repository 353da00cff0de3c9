package org.chainrule.runtime;

import org.chainrule.graph.DType;
import org.chainrule.runtime.MicroPack.Way;

/**
 * Packs strips of one operand, all of one width but for the last, by the quickest code for its strides.
 *
 * @param whole for strips of {@code width} lines
 * @param any for what {@code whole} leaves
 */
record MatmulStrips(int width, int lineStride, int depthStride, Way way, MicroPack whole, MicroPack any) {
    private static final MicroPack NEVER = (s, o, l, d, lines, width, depth, t, to) -> {
        throw new IllegalStateException("planned to be read in place");
    };

    /** For operands that are read in place. */
    static final MatmulStrips UNUSED = new MatmulStrips(0, 0, 0, Way.ANY, NEVER, NEVER);

    static MatmulStrips of(MicroKernels kernels, DType type, int width, int lineStride, int depthStride) {
        Way way = lineStride == 1 ? Way.ACROSS : depthStride == 1 ? Way.ALONG : Way.ANY;
        return new MatmulStrips(
                width,
                lineStride,
                depthStride,
                way,
                kernels.pack(type, way, width),
                kernels.pack(type, Way.ANY, width));
    }

    /** As {@link MicroPack#run}. */
    void pack(Object source, int offset, int lines, int padded, int depth, Object target, int targetOffset) {
        int quick = lines < width
                ? 0
                : switch (way) {
                    case ACROSS, ANY -> depth;
                    case ALONG -> depth - depth % MicroPack.STEP;
                };
        if (quick > 0) {
            whole.run(source, offset, lineStride, depthStride, lines, padded, quick, target, targetOffset);
        }
        if (quick < depth) {
            int from = offset + quick * depthStride;
            int to = targetOffset + quick * padded;
            any.run(source, from, lineStride, depthStride, lines, padded, depth - quick, target, to);
        }
    }
}
