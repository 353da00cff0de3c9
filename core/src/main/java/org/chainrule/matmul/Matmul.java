package org.chainrule.matmul;

import org.chainrule.memory.AlignedArrays;

/**
 * Matrix products. Plans made here share their working memory; any number of threads may make and run them.
 *
 * <p>Rounding depends on the shape alone: an element of C is a chain of fused multiply-adds along k, in equal blocks of at most
 * {@value #BLOCK} that start at zero and are added up in order (and, where k is very long and C is small, in chunks of such blocks).
 * So results are the same to the bit for any width of vectors, any tile and any number of threads.
 */
public final class Matmul {
    /** The greatest length of a block along k: part of what a product means, as it decides how it is rounded. */
    static final int BLOCK = 1024;

    private final MicroKernels kernels;
    private final Caches caches;
    private final AlignedArrays arrays;
    private final MatmulBuffers buffers;

    /** Products by the micro-kernels of {@code kernels}, cut to suit this machine. */
    public Matmul(MicroKernels kernels) {
        this(kernels, Caches.ofThisMachine());
    }

    /** Products cut to suit some caches. */
    public Matmul(MicroKernels kernels, Caches caches) {
        this.kernels = kernels;
        this.caches = caches;
        this.arrays = new AlignedArrays(kernels);
        this.buffers = new MatmulBuffers(arrays);
    }

    /** What its working memory is made of: good for other work too. */
    public AlignedArrays arrays() {
        return arrays;
    }

    /** Decides how products of this shape are computed, and has their code made. */
    public MatmulPlan plan(MatmulShape shape) {
        return plan(shape, false);
    }

    /** The same later: code that needs no warming computes until then. */
    public ProductPlan tiered(MatmulShape shape) {
        return PlainProduct.suits(shape)
                ? new TieredProduct(new PlainProduct(shape, blocking(shape), buffers), () -> plan(shape, true))
                : plan(shape);
    }

    private MatmulPlan plan(MatmulShape shape, boolean worthWarming) {
        return new MatmulPlan(shape, blocking(shape), kernels, buffers, worthWarming);
    }

    private MatmulBlocking blocking(MatmulShape shape) {
        return MatmulBlocking.of(shape, kernels.tile(shape.type()), caches);
    }
}
