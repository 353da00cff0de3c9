package org.chainrule.runtime;

import org.chainrule.graph.DType;

/** Where matrix products get their machine-made code from. Thread-safe; the same question gives the same object. */
public interface MicroKernels {
    /** The best tile on this machine for elements of {@code type}. */
    MicroTile tile(DType type);

    MicroKernel kernel(MicroVariant variant);

    MicroPack pack(DType type);

    MicroSum sum(DType type);
}
