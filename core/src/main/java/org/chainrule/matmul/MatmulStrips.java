package org.chainrule.matmul;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.chainrule.graph.DType;
import org.chainrule.matmul.MicroPack.Way;
import org.chainrule.memory.CacheLines;

/** Packs strips of one operand by the quickest code for its strides. */
final class MatmulStrips {
    /** Cache lines of a row that are read side by side, in strips as long: a power of two of bytes apart, more would meet in the cache. */
    private static final int LINES = 4;

    private final DType type;
    private final int lineStride;
    private final int depthStride;
    private final Way way;
    private final int sideBySide;
    /** For strips of all their lines, by the number of these. */
    private final Map<Integer, MicroPack> whole = new HashMap<>();
    /** For what these leave. */
    private final MicroPack any;

    /** @param widths what the widths of strips may be */
    MatmulStrips(MicroKernels kernels, DType type, Set<Integer> widths, int lineStride, int depthStride) {
        this.type = type;
        this.lineStride = lineStride;
        this.depthStride = depthStride;
        this.sideBySide = LINES * CacheLines.BYTES / type.bytes();
        this.way = lineStride == 1 ? Way.ACROSS : depthStride == 1 ? Way.ALONG : Way.ANY;
        widths.forEach(width -> whole.put(width, kernels.pack(type, way, width)));
        this.any = kernels.pack(type, Way.ANY, 0);
    }

    /** Has the code compiled. */
    Collection<CompletableFuture<Void>> warm(MicroKernels kernels) {
        return whole.keySet().stream()
                .map(width -> kernels.warm(type, way, width))
                .toList();
    }

    /** As {@link MicroPack#run}, for any number of strips one after the other. */
    void pack(Object source, int offset, int lines, int padded, int depth, Object target, int targetOffset) {
        MicroPack quick = whole.getOrDefault(padded, any);
        int together = way == Way.ACROSS && quick != any ? Math.max(1, sideBySide / padded) * padded : padded;
        int line = 0;
        while (line < lines) {
            int left = lines - line;
            int count = left < padded ? left : Math.min(together, left - left % padded);
            int from = offset + line * lineStride;
            int to = targetOffset + line * depth;
            packed(count < padded ? any : quick, source, from, count, padded, depth, target, to);
            line += count;
        }
    }

    /** One strip, or several that lie side by side. */
    private void packed(
            MicroPack quick,
            Object source,
            int offset,
            int lines,
            int padded,
            int depth,
            Object target,
            int targetOffset) {
        int quickly = way == Way.ALONG && quick != any ? depth - depth % MicroPack.STEP : depth;
        if (quickly > 0) {
            quick.run(source, offset, lineStride, depthStride, lines, padded, quickly, target, targetOffset);
        }
        if (quickly < depth) {
            int from = offset + quickly * depthStride;
            int to = targetOffset + quickly * padded;
            any.run(source, from, lineStride, depthStride, lines, padded, depth - quickly, target, to);
        }
    }
}
