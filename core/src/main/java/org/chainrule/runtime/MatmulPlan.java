package org.chainrule.runtime;

/** How products of one shape are computed: made once, run any number of times, by any number of threads at once. */
public final class MatmulPlan {
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

    final MatmulShape shape;
    final MatmulBlocking blocking;
    final MatmulBuffers buffers;
    final MicroPack pack;
    final MicroSum sum;
    final int items;
    final MatmulPool<MatmulPanels> panels = new MatmulPool<>(() -> new MatmulPanels(this));
    private final MicroKernel[] kernels;
    private final MatmulPool<MatmulRun> runs = new MatmulPool<>(() -> new MatmulRun(this));

    MatmulPlan(MatmulShape shape, MatmulBlocking blocking, MicroKernels factory, MatmulBuffers buffers) {
        this.shape = shape;
        this.blocking = blocking;
        this.buffers = buffers;
        this.items = shape.items();
        this.pack = factory.pack(shape.type());
        this.sum = factory.sum(shape.type());
        this.kernels = kernels(factory);
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
        MicroTile tile = blocking.tile();
        MicroKernel[] made = new MicroKernel[tile.vectors() * 4];
        int[] heights = {Math.min(shape.rows(), tile.rows()), shape.rows() % tile.rows()};
        int[] widths = {Math.min(shape.columns(), tile.columns()), shape.columns() % tile.columns()};
        for (int height : heights) {
            for (int width : widths) {
                for (boolean accumulate : new boolean[] {false, true}) {
                    if (height > 0 && width > 0 && !(accumulate && shape.depth() <= Matmul.BLOCK)) {
                        int vectors = Math.ceilDiv(width, tile.lanes());
                        made[place(height != tile.rows(), vectors, accumulate)] = factory.kernel(new MicroVariant(
                                shape.type(), height, vectors, false, accumulate, blocking.left()));
                    }
                }
            }
        }
        return made;
    }
}
