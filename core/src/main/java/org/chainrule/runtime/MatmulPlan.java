package org.chainrule.runtime;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.chainrule.threads.Workers;

/** How products of one shape are computed: made once, run any number of times, by any number of threads at once. */
public final class MatmulPlan {
    /** Products at most this wide are finished by whole rows, so that reductions along rows may follow on a tile. */
    public static final int WHOLE_ROWS = 1024;

    /** What is done with a finished part of C, in the thread that finished it, while it is in that processor's cache. */
    @FunctionalInterface
    public interface Tile {
        /** Nothing more to do. */
        Tile NOTHING = (item, rowFrom, rowTo, columnFrom, columnTo) -> {};

        /**
         * Rows and columns (from inclusive, to exclusive) of a product are final. Each element is in one call.
         *
         * @param item which product of the batch, row-major over the batch's axes
         */
        void done(int item, int rowFrom, int rowTo, int columnFrom, int columnTo);
    }

    /** Products with fewer multiplications and additions are done before their code would be compiled. */
    private static final long WARMED_OPERATIONS = 1 << 21;

    final MatmulShape shape;
    final MatmulBlocking blocking;
    final MatmulBuffers buffers;
    final MatmulStrips leftStrips;
    final MatmulStrips rightStrips;
    final MicroSum sum;
    final int items;
    final MatmulPool<MatmulPanels> panels = new MatmulPool<>(() -> new MatmulPanels(this));
    private final MicroKernel[] kernels;
    private final CompletableFuture<Void> warm;
    private final MatmulPool<MatmulRun> runs = new MatmulPool<>(() -> new MatmulRun(this));

    MatmulPlan(MatmulShape shape, MatmulBlocking blocking, MicroKernels factory, MatmulBuffers buffers) {
        this.shape = shape;
        this.blocking = blocking;
        this.buffers = buffers;
        this.items = shape.items();
        MicroTile tile = blocking.tile();
        boolean tail = shape.columns() % tile.lanes() != 0;
        this.leftStrips = blocking.left() == MicroVariant.Left.PACKED
                ? MatmulStrips.of(factory, shape.type(), tile.rows(), shape.aRow(), shape.aDepth())
                : MatmulStrips.UNUSED;
        this.rightStrips = blocking.right() != MatmulBlocking.Right.DIRECT || tail
                ? MatmulStrips.of(factory, shape.type(), tile.columns(), shape.bColumn(), shape.bDepth())
                : MatmulStrips.UNUSED;
        this.sum = factory.sum(shape.type());
        this.kernels = kernels(factory);
        this.warm = worthWarming() ? CompletableFuture.allOf(warmup(factory)) : CompletableFuture.completedFuture(null);
    }

    /** The shape that was planned for. */
    public MatmulShape shape() {
        return shape;
    }

    /** The rows of A and C. */
    public int m() {
        return shape.rows();
    }

    /** Whether each part of C handed to a {@link Tile} has all columns, so that reductions along rows can follow there. */
    public boolean wholeRows() {
        return blocking.blockColumns() >= shape.columns();
    }

    /**
     * C = A·B; what stood in C is overwritten.
     *
     * @param aOffset where the first element of A stands in {@code a}, and so for B and C
     * @param epilogue called for each finished part of C
     */
    public void run(
            Object a, int aOffset, Object b, int bOffset, Object c, int cOffset, Workers workers, Tile epilogue) {
        if (items == 0 || shape.rows() == 0 || shape.columns() == 0) {
            return;
        }
        if (!warm.isDone()) {
            warm.join();
        }
        MatmulRun run = runs.take();
        run.operands(a, aOffset, b, bOffset, c, cOffset);
        try {
            run.run(workers, epilogue);
        } finally {
            run.clear();
            runs.give(run);
        }
    }

    @Override
    public String toString() {
        return "%s %d × %d×%d×%d, tile %d×%d, A %s, B %s"
                .formatted(
                        shape.type(),
                        items,
                        shape.rows(),
                        shape.depth(),
                        shape.columns(),
                        blocking.tile().rows(),
                        blocking.tile().columns(),
                        blocking.left(),
                        blocking.right());
    }

    MicroKernel kernel(int rows, int vectors, boolean accumulate) {
        return kernels[place(rows != blocking.tile().rows(), vectors, accumulate)];
    }

    private int place(boolean edge, int vectors, boolean accumulate) {
        return ((edge ? blocking.tile().vectors() : 0) + vectors - 1) * 2 + (accumulate ? 1 : 0);
    }

    /** Those variants that the shape needs; the other places stay empty and are never looked at. */
    private MicroKernel[] kernels(MicroKernels factory) {
        MicroKernel[] made = new MicroKernel[blocking.tile().vectors() * 4];
        for (MicroVariant variant : variants()) {
            boolean edge = variant.rows() != blocking.tile().rows();
            made[place(edge, variant.vectors(), variant.accumulate())] = factory.kernel(variant);
        }
        return made;
    }

    private Set<MicroVariant> variants() {
        MicroTile tile = blocking.tile();
        Set<MicroVariant> variants = new LinkedHashSet<>();
        int[] heights = {Math.min(shape.rows(), tile.rows()), shape.rows() % tile.rows()};
        int[] widths = {Math.min(shape.columns(), tile.columns()), shape.columns() % tile.columns()};
        for (int height : heights) {
            for (int width : widths) {
                if (height > 0 && width > 0) {
                    int vectors = Math.ceilDiv(width, tile.lanes());
                    variants.add(new MicroVariant(shape.type(), height, vectors, false, blocking.left()));
                    if (shape.depth() > Matmul.BLOCK) {
                        variants.add(new MicroVariant(shape.type(), height, vectors, true, blocking.left()));
                    }
                }
            }
        }
        return variants;
    }

    private boolean worthWarming() {
        return items * shape.operations() >= WARMED_OPERATIONS;
    }

    private CompletableFuture<?>[] warmup(MicroKernels factory) {
        List<CompletableFuture<Void>> all = new ArrayList<>();
        variants().forEach(variant -> all.add(factory.warm(variant)));
        for (MatmulStrips strips : List.of(leftStrips, rightStrips)) {
            if (strips != MatmulStrips.UNUSED) {
                all.add(factory.warm(shape.type(), strips.way(), strips.width()));
            }
        }
        return all.toArray(CompletableFuture<?>[]::new);
    }
}
