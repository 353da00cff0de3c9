package org.chainrule.matmul;

import java.util.concurrent.CompletableFuture;
import org.chainrule.graph.DType;
import org.chainrule.memory.FillCode;

/** Where matrix products get their machine-made code from. Thread-safe; the same question gives the same object. */
public interface MicroKernels extends FillCode {
    /** The best tile on this machine for elements of {@code type}. */
    MicroTile tile(DType type);

    MicroKernel kernel(MicroVariant variant);

    /** Packs strips of {@code width} lines. */
    MicroPack pack(DType type, MicroPack.Way way, int width);

    MicroSum sum(DType type);

    /** Begins to compile a kernel before its first use; the result is done when it is worth to wait no longer. */
    CompletableFuture<Void> warm(MicroVariant variant);

    /** Begins to compile packing code before its first use. */
    CompletableFuture<Void> warm(DType type, MicroPack.Way way, int width);

    @Override
    default int vectorLength(DType type) {
        return tile(type).lanes();
    }
}
