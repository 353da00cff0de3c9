package org.chainrule.codegen;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.chainrule.graph.DType;
import org.chainrule.matmul.MicroKernel;
import org.chainrule.matmul.MicroKernels;
import org.chainrule.matmul.MicroPack;
import org.chainrule.matmul.MicroSum;
import org.chainrule.matmul.MicroTile;
import org.chainrule.matmul.MicroVariant;
import org.chainrule.memory.VectorFill;

/** Emits the code of matrix products, each piece when it is first asked for. */
public final class MicroCompiler implements MicroKernels {
    private static final CompletableFuture<Void> DONE = CompletableFuture.completedFuture(null);
    private static final String PACK = "MatmulPack";

    /** Which packing code. */
    private record Strip(DType type, MicroPack.Way way, int width) {}

    private final int bits;
    private final MicroWarmup warmup = new MicroWarmup();
    private final Map<MicroVariant, MicroKernel> kernels = new ConcurrentHashMap<>();
    private final Map<Strip, MicroPack> packs = new ConcurrentHashMap<>();
    private final Map<DType, MicroSum> sums = new ConcurrentHashMap<>();
    private final Map<DType, VectorFill> fills = new ConcurrentHashMap<>();
    private final Map<MicroVariant, CompletableFuture<Void>> warmKernels = new ConcurrentHashMap<>();
    private final Map<Strip, CompletableFuture<Void>> warmPacks = new ConcurrentHashMap<>();
    private final Map<DType, CompletableFuture<Void>> warmFills = new ConcurrentHashMap<>();

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
        // sums, a row of B and one element of A must fit the registers
        return switch (bits) {
            case 512 -> new MicroTile(8, 3, lanes);
            case 256 -> new MicroTile(4, 2, lanes);
            default -> new MicroTile(4, 4, lanes);
        };
    }

    @Override
    public MicroKernel kernel(MicroVariant variant) {
        return kernels.computeIfAbsent(variant, key -> MicroColumnEmitter.kernel(key, lanes(key.type())));
    }

    @Override
    public MicroPack pack(DType type, MicroPack.Way way, int width) {
        return packs.computeIfAbsent(new Strip(type, way, way == MicroPack.Way.ANY ? 0 : width), key -> switch (way) {
            case ACROSS -> across(type, width);
            case ALONG -> along(type, width);
            case ANY -> any(type);
        });
    }

    private MicroPack any(DType type) {
        return MicroClass.make(MicroPack.class, PACK, new MicroPackEmitter(lanes(type))::anyStrides);
    }

    private MicroPack across(DType type, int width) {
        int vector = vectorFor(type, width, bits);
        MicroPackEmitter emitter = new MicroPackEmitter(MicroLanes.of(type, vector));
        return MicroClass.make(MicroPack.class, PACK, code -> emitter.across(code, width));
    }

    private MicroPack along(DType type, int width) {
        // Squares beyond 8 × 8 gain nothing, and MicroPack.STEP relies on it.
        return switch (MicroLanes.of(type, vectorFor(type, width, Math.min(bits, MicroPack.STEP * 8 * type.bytes())))) {
            case MicroScalarLanes scalar -> any(type);
            case MicroVectorLanes vector ->
                MicroClass.make(MicroPack.class, PACK, new MicroTransposeEmitter(vector, width)::body);
        };
    }

    /** The widest vectors, up to {@code most} bits, that divide {@code width} elements; 0 if there are none. */
    private static int vectorFor(DType type, int width, int most) {
        int vector = most;
        while (vector >= 128 && width % (vector / 8 / type.bytes()) != 0) {
            vector /= 2;
        }
        return vector < 128 ? 0 : vector;
    }

    @Override
    public MicroSum sum(DType type) {
        return sums.computeIfAbsent(
                type, key -> MicroClass.make(MicroSum.class, "MatmulSum", new MicroSumEmitter(lanes(key))::body));
    }

    @Override
    public VectorFill fill(DType type) {
        return fills.computeIfAbsent(
                type, key -> MicroClass.make(VectorFill.class, "MatmulFill", new MicroFillEmitter(lanes(key))::body));
    }

    @Override
    public CompletableFuture<Void> warm(MicroVariant variant) {
        return lanes(variant.type()).count == 1
                ? DONE
                : warmKernels.computeIfAbsent(variant, key -> warmup.start(sample(key, kernel(key))));
    }

    @Override
    public CompletableFuture<Void> warm(DType type, MicroPack.Way way, int width) {
        return bits == 0 || way == MicroPack.Way.ANY
                ? DONE
                : warmPacks.computeIfAbsent(
                        new Strip(type, way, width), key -> warmup.start(sample(key, pack(type, way, width))));
    }

    @Override
    public CompletableFuture<Void> warmFill(DType type) {
        return lanes(type).count == 1
                ? DONE
                : warmFills.computeIfAbsent(type, key -> warmup.start(sample(key, fill(key))));
    }

    private Runnable sample(DType type, VectorFill fill) {
        Object array = type.newArray(MicroWarmup.DEPTH * lanes(type).count);
        // so often that boxed vectors do not pass for fast ones
        return () -> fill.run(array, 0, MicroWarmup.DEPTH, 2 * MicroWarmup.DEPTH);
    }

    private Runnable sample(MicroVariant variant, MicroKernel kernel) {
        int rows = variant.rows();
        int columns = variant.vectors() * lanes(variant.type()).count;
        Object a = variant.type().newArray(rows * MicroWarmup.DEPTH);
        Object b = variant.type().newArray(columns * MicroWarmup.DEPTH);
        Object packed = variant.type().newArray(columns * MicroWarmup.DEPTH);
        Object c = variant.type().newArray(rows * columns);
        return () -> kernel.run(
                1,
                0,
                1,
                MicroWarmup.DEPTH,
                a,
                0,
                0,
                0,
                MicroWarmup.DEPTH,
                rows,
                b,
                0,
                0,
                columns,
                packed,
                0,
                c,
                0,
                columns);
    }

    /** Two strips, where there may be several: HotSpot leaves out what never happened. */
    private static Runnable sample(Strip strip, MicroPack pack) {
        boolean across = strip.way() == MicroPack.Way.ACROSS;
        int width = strip.width();
        int lines = across ? 2 * width : width;
        int depth = MicroWarmup.DEPTH;
        Object source = strip.type().newArray(lines * depth);
        Object target = strip.type().newArray(lines * depth);
        int lineStride = across ? 1 : depth;
        int depthStride = across ? lines : 1;
        return () -> pack.run(source, 0, lineStride, depthStride, lines, width, depth, target, 0);
    }

    /** Whole numbers are rare in products: they do without vectors. */
    private MicroLanes lanes(DType type) {
        return MicroLanes.of(type, type.isFloating() ? bits : 0);
    }
}
