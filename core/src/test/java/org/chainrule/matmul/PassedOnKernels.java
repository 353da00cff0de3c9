package org.chainrule.matmul;

import java.util.concurrent.CompletableFuture;
import org.chainrule.graph.DType;
import org.chainrule.memory.VectorFill;

/** Kernels that others make: for tests that look at, or stand in for, some of them. */
class PassedOnKernels implements MicroKernels {
    private final MicroKernels kernels;

    PassedOnKernels(MicroKernels kernels) {
        this.kernels = kernels;
    }

    @Override
    public MicroTile tile(DType type) {
        return kernels.tile(type);
    }

    @Override
    public MicroKernel kernel(MicroVariant variant) {
        return kernels.kernel(variant);
    }

    @Override
    public MicroPack pack(DType type, MicroPack.Way way, int width) {
        return kernels.pack(type, way, width);
    }

    @Override
    public MicroSum sum(DType type) {
        return kernels.sum(type);
    }

    @Override
    public VectorFill fill(DType type) {
        return kernels.fill(type);
    }

    @Override
    public CompletableFuture<Void> warm(MicroVariant variant) {
        return kernels.warm(variant);
    }

    @Override
    public CompletableFuture<Void> warm(DType type, MicroPack.Way way, int width) {
        return kernels.warm(type, way, width);
    }

    @Override
    public CompletableFuture<Void> warmFill(DType type) {
        return kernels.warmFill(type);
    }
}
