package org.chainrule.matmul;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.chainrule.matmul.MatmulBlocking.Right;
import org.chainrule.memory.Spares;
import org.chainrule.threads.Workers;

/** Products by tiles of C, whose rows of B are read vector by vector. */
public final class MatmulPlan implements ProductPlan {
    /** Products at most this wide are finished by whole rows, so that reductions along rows may follow on a tile. */
    public static final int WHOLE_ROWS = 1024;

    /** Finished parts begin at multiples of so many rows, where the rows are a multiple of it. */
    public static final int PART_ROWS = 16;

    /** What is done with a finished part of C, in the thread that finished it, while it is in that processor's cache. */
    @FunctionalInterface
    public interface Tile {
        /** Nothing more to do. */
        Tile NOTHING = (c, begin, item, rowFrom, rowTo, columnFrom, columnTo) -> {};

        /**
         * Rows and columns (from inclusive, to exclusive) of a product are final. Each element is in one call.
         *
         * @param c the array that they lie in
         * @param begin where in it row 0 of this product has its column 0, or would have it if only a part is there
         * @param item which product of the batch, row-major over the batch's axes
         */
        void done(Object c, int begin, int item, int rowFrom, int rowTo, int columnFrom, int columnTo);
    }

    /** Products with fewer multiplications and additions are done before their code would be compiled. */
    private static final long WARMED_OPERATIONS = 1 << 21;

    final MatmulShape shape;
    final MatmulBlocking blocking;
    final MatmulColumns columns;
    final MatmulBuffers buffers;
    final MatmulStrips leftStrips;
    final MatmulStrips rightStrips;
    /** Whether the first tile of a panel packs it, as it reads B in place. */
    final boolean copying;

    final MatmulParts parts;
    final MicroSum sum;
    final int items;
    final Spares<MatmulPanels> panels = new Spares<>(() -> new MatmulPanels(this));
    private final MicroKernel[] kernels;
    private final CompletableFuture<Void> warm;
    private final Spares<MatmulRun> runs = new Spares<>(() -> new MatmulRun(this));

    /** @param worthWarming whether products that are done before their code would be compiled have it warmed all the same */
    MatmulPlan(
            MatmulShape shape,
            MatmulBlocking blocking,
            MicroKernels factory,
            MatmulBuffers buffers,
            boolean worthWarming) {
        this.shape = shape;
        this.blocking = blocking;
        this.columns = new MatmulColumns(shape, blocking);
        this.buffers = buffers;
        this.items = shape.items();
        this.leftStrips = new MatmulStrips(
                factory,
                shape.type(),
                blocking.packsLeft() ? Set.of(blocking.leftStrip()) : Set.of(),
                shape.aRow(),
                shape.aDepth());
        this.copying =
                blocking.right() != Right.DIRECT && shape.bColumn() == 1 && (shape.aRow() == 1 || shape.aDepth() == 1);
        this.rightStrips = new MatmulStrips(
                factory,
                shape.type(),
                blocking.right() == Right.DIRECT || copying ? Set.of() : wholeWidths(),
                shape.bColumn(),
                shape.bDepth());
        this.parts = new MatmulParts(shape, blocking, buffers, blocking.pieceRows());
        this.sum = factory.sum(shape.type());
        this.kernels = kernels(factory);
        this.warm = worthWarming || items * shape.operations() >= WARMED_OPERATIONS
                ? CompletableFuture.allOf(warmup(factory))
                : CompletableFuture.completedFuture(null);
    }

    @Override
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

    @Override
    public void run(
            Object a, int aOffset, Object b, int bOffset, Object c, int cOffset, Workers workers, Tile epilogue) {
        run(a, aOffset, b, bOffset, c, cOffset, true, workers, epilogue);
    }

    @Override
    public OptionalInt partRow() {
        return parts.rowIfSuited();
    }

    @Override
    public void runInParts(Object a, int aOffset, Object b, int bOffset, Workers workers, Tile epilogue) {
        run(a, aOffset, b, bOffset, MatmulRun.NOTHING, 0, false, workers, epilogue);
    }

    private void run(
            Object a,
            int aOffset,
            Object b,
            int bOffset,
            Object c,
            int cOffset,
            boolean kept,
            Workers workers,
            Tile epilogue) {
        if (items == 0 || shape.rows() == 0 || shape.columns() == 0) {
            return;
        }
        if (!warm.isDone()) {
            warm.join();
        }
        MatmulRun run = runs.take();
        run.operands(a, aOffset, b, bOffset, c, cOffset, kept);
        try {
            run.run(workers, epilogue);
        } finally {
            run.clear();
            runs.give(run);
        }
    }

    @Override
    public String toString() {
        return "%s %d × %d×%d×%d, tile %d×%d, pieces of %d, A %s%s, B %s%s"
                .formatted(
                        shape.type(),
                        items,
                        shape.rows(),
                        shape.depth(),
                        shape.columns(),
                        blocking.tile().rows(),
                        blocking.tile().columns(),
                        blocking.pieceRows(),
                        blocking.left(),
                        blocking.packsLeft() ? " packed" : "",
                        blocking.right(),
                        copying ? " copied" : "");
    }

    /** Whether these are the rows that are left below whole tiles. */
    private boolean isEdge(int rows) {
        return rows != blocking.tile().rows();
    }

    MicroKernel kernel(int rows, int vectors, boolean accumulate, boolean copied) {
        return kernels[place(isEdge(rows), vectors, accumulate, copied)];
    }

    /** How the kernels of one height read B. */
    private MicroVariant.Right right(boolean edge, MicroVariant.Left left, boolean copied) {
        if (copied) {
            return MicroVariant.Right.COPIED;
        }
        boolean any = blocking.right() == Right.DIRECT || copying && edge || left == MicroVariant.Left.ROWS;
        return any ? MicroVariant.Right.STRIDED : MicroVariant.Right.PACKED;
    }

    private int place(boolean edge, int vectors, boolean accumulate, boolean copied) {
        return (((edge ? blocking.tile().vectors() : 0) + vectors - 1) * 2 + (accumulate ? 1 : 0)) * 2
                + (copied ? 1 : 0);
    }

    /** Those variants that the shape needs; the other places stay empty and are never looked at. */
    private MicroKernel[] kernels(MicroKernels factory) {
        MicroKernel[] made = new MicroKernel[blocking.tile().vectors() * 8];
        for (MicroVariant variant : variants()) {
            boolean copied = variant.right() == MicroVariant.Right.COPIED;
            made[place(isEdge(variant.rows()), variant.vectors(), variant.accumulate(), copied)] =
                    factory.kernel(variant);
        }
        return made;
    }

    private Set<MicroVariant> variants() {
        MicroTile tile = blocking.tile();
        Set<MicroVariant> variants = new LinkedHashSet<>();
        for (MatmulPanel panel : columns.widths()) {
            for (int height : new int[] {Math.min(shape.rows(), tile.rows()), shape.rows() % tile.rows()}) {
                if (height > 0) {
                    add(variants, height, panel.vectors(), false);
                }
            }
            if (copying && panel.isWhole()) {
                add(variants, Math.min(shape.rows(), tile.rows()), panel.vectors(), true);
            }
        }
        return variants;
    }

    private void add(Set<MicroVariant> variants, int height, int vectors, boolean copied) {
        MicroVariant.Left left = blocking.packsLeft() && !copied ? MicroVariant.Left.COLUMNS : blocking.left();
        MicroVariant.Right right = right(isEdge(height), left, copied);
        variants.add(new MicroVariant(shape.type(), height, vectors, false, left, right));
        if (blocking.chunkDepth() > blocking.blockDepth()) {
            variants.add(new MicroVariant(shape.type(), height, vectors, true, left, right));
        }
    }

    /** Whether there are panels that are not whole vectors. */
    boolean hasTail() {
        return columns.widths().stream().anyMatch(panel -> !panel.isWhole());
    }

    /** Those that are whole vectors. */
    private Set<Integer> wholeWidths() {
        return columns.widths().stream()
                .filter(MatmulPanel::isWhole)
                .map(MatmulPanel::width)
                .collect(Collectors.toSet());
    }

    /** Is done when it is fast. */
    CompletableFuture<Void> warm() {
        return warm;
    }

    private CompletableFuture<?>[] warmup(MicroKernels factory) {
        List<CompletableFuture<Void>> all = new ArrayList<>();
        variants().forEach(variant -> all.add(factory.warm(variant)));
        all.addAll(leftStrips.warm(factory));
        all.addAll(rightStrips.warm(factory));
        return all.toArray(CompletableFuture<?>[]::new);
    }
}
