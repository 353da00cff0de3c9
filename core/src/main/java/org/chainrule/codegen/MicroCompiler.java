package org.chainrule.codegen;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.chainrule.graph.DType;
import org.chainrule.runtime.MicroKernel;
import org.chainrule.runtime.MicroKernels;
import org.chainrule.runtime.MicroPack;
import org.chainrule.runtime.MicroSum;
import org.chainrule.runtime.MicroTile;
import org.chainrule.runtime.MicroVariant;

/** Emits the code of matrix products, each piece when it is first asked for. */
public final class MicroCompiler implements MicroKernels {
    private final int bits;
    private final Map<MicroVariant, MicroKernel> kernels = new ConcurrentHashMap<>();
    private final Map<DType, MicroPack> packs = new ConcurrentHashMap<>();
    private final Map<DType, MicroSum> sums = new ConcurrentHashMap<>();

    /**
     * Code for one width of vectors.
     *
     * @param bits 128, 256 or 512; 0 for code without vectors
     */
    public MicroCompiler(int bits) {
        this.bits = bits;
    }

    @Override
    public MicroTile tile(DType type) {
        int lanes = lanes(type).count;
        // Sums, a row of B and one element of A must fit the registers: 32 of 512 bits, 16 of fewer.
        return switch (lanes == 1 ? 0 : bits) {
            case 512 -> new MicroTile(8, 2, lanes);
            case 0 -> new MicroTile(4, 4, lanes);
            default -> new MicroTile(6, 2, lanes);
        };
    }

    @Override
    public MicroKernel kernel(MicroVariant variant) {
        return kernels.computeIfAbsent(
                variant,
                key -> MicroClass.make(
                        MicroKernel.class, "MatmulTile", new MicroEmitter(key, lanes(key.type()))::body));
    }

    @Override
    public MicroPack pack(DType type) {
        return packs.computeIfAbsent(
                type, key -> MicroClass.make(MicroPack.class, "MatmulPack", new MicroPackEmitter(lanes(key))::body));
    }

    @Override
    public MicroSum sum(DType type) {
        return sums.computeIfAbsent(
                type, key -> MicroClass.make(MicroSum.class, "MatmulSum", new MicroSumEmitter(lanes(key))::body));
    }

    /** Whole numbers are rare in products: they do without vectors. */
    private MicroLanes lanes(DType type) {
        return MicroLanes.of(type, type.isFloating() ? bits : 0);
    }
}
