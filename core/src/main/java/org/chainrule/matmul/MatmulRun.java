package org.chainrule.matmul;

import org.chainrule.memory.AlignedArray;
import org.chainrule.threads.Workers;

/** One run of a plan: the operands, and the pieces that {@link Workers} take. Used again by later runs. */
final class MatmulRun {
    static final Object NOTHING = new Object();

    private final MatmulPlan plan;
    private final MatmulShape shape;
    private final MatmulBlocking blocking;
    private final int columnBlocks;
    private final int items;
    private final Workers.Piece multiply = this::multiplyPiece;
    private final Workers.Piece multiplyShared = this::multiplySharedPiece;
    private final Workers.Piece multiplyChunk = this::multiplyChunkPiece;

    private Object a = NOTHING;
    private Object b = NOTHING;
    private Object c = NOTHING;
    private int aOffset;
    private int bOffset;
    private int cOffset;
    /** Whether C is more than what the epilogue makes of its parts. */
    private boolean kept;

    private MatmulPlan.Tile epilogue = MatmulPlan.Tile.NOTHING;

    /** The chunks' partial results. */
    private AlignedArray shared = AlignedArray.NONE;

    private final MatmulPacked packed;
    private MatmulPieces pieces = MatmulPieces.equal(0, 1);
    /** How many threads the pieces are for. */
    private int threads;

    private int item;
    private int columnFrom;
    private int columnTo;

    MatmulRun(MatmulPlan plan) {
        this.plan = plan;
        this.shape = plan.shape;
        this.blocking = plan.blocking;
        this.columnBlocks = Math.ceilDiv(shape.columns(), blocking.blockColumns());
        this.items = plan.items;
        this.packed = new MatmulPacked(blocking.tile(), blocking.tile().panels(blocking.packedColumns(shape)));
    }

    void operands(
            Object left,
            int leftOffset,
            Object right,
            int rightOffset,
            Object result,
            int resultOffset,
            boolean keeping) {
        a = left;
        aOffset = leftOffset;
        b = right;
        bOffset = rightOffset;
        c = result;
        cOffset = resultOffset;
        kept = keeping;
    }

    void clear() {
        operands(NOTHING, 0, NOTHING, 0, NOTHING, 0, true);
        shared = AlignedArray.NONE;
        epilogue = MatmulPlan.Tile.NOTHING;
    }

    void run(Workers workers, MatmulPlan.Tile tile) {
        epilogue = tile;
        if (threads != workers.size()) {
            threads = workers.size();
            pieces = blocking.pieces(shape, threads);
        }
        if (blocking.split(shape.depth())) {
            runSplit(workers);
            return;
        }
        switch (blocking.right()) {
            case DIRECT, OWN ->
                workers.run(Math.ceilDiv(items, blocking.pieceItems()) * pieces.count() * columnBlocks, multiply);
            case SHARED -> runShared(workers);
        }
    }

    private void multiplyPiece(int piece) {
        int first = piece / columnBlocks / pieces.count() * blocking.pieceItems();
        int last = Math.min(first + blocking.pieceItems(), items);
        int rowFrom = pieces.from(piece / columnBlocks % pieces.count());
        int rowTo = pieces.to(piece / columnBlocks % pieces.count());
        int from = piece % columnBlocks * blocking.blockColumns();
        int to = Math.min(from + blocking.blockColumns(), shape.columns());
        AlignedArray part = takePart();
        MatmulPanels panels = plan.panels.take();
        panels.begin();
        for (int i = first; i < last; i++) {
            operandsOf(panels, i, part, rowFrom, from);
            panels.multiply(rowFrom, rowTo, from, to, 0, shape.depth());
            panels.done(epilogue, i, rowFrom, rowTo, from, to);
        }
        panels.end();
        givePart(part);
        plan.panels.give(panels);
    }

    private void runShared(Workers workers) {
        int columns = blocking.packedColumns(shape);
        boolean once = threads == 1 && pieces.count() == 1;
        AlignedArray buffer = plan.buffers.take(shape.type(), blocking.packedLength(shape));
        packed.take(buffer);
        for (item = 0; item < items; item++) {
            for (columnFrom = 0; columnFrom < shape.columns(); columnFrom = columnTo) {
                columnTo = Math.min(columnFrom + columns, shape.columns());
                int blocks = Math.ceilDiv(columnTo - columnFrom, blocking.blockColumns());
                for (int k = 0; k < shape.depth(); k += packed.depth()) {
                    packed.begin(columnFrom, k, Math.min(blocking.blockDepth(), shape.depth() - k), once);
                    workers.run(blocks * pieces.count(), multiplyShared);
                }
            }
        }
        packed.release();
        plan.buffers.give(shape.type(), buffer);
    }

    private void multiplySharedPiece(int piece) {
        int rowFrom = pieces.from(piece % pieces.count());
        int rowTo = pieces.to(piece % pieces.count());
        int from = columnFrom + piece / pieces.count() * blocking.blockColumns();
        int to = Math.min(from + blocking.blockColumns(), columnTo);
        // helpers begin with the last piece: they meet the job's caller in the middle of the panels too
        boolean backwards = piece > 0 && 2 * piece >= pieces.count();
        AlignedArray part = takePart();
        MatmulPanels panels = plan.panels.take();
        panels.begin();
        operandsOf(panels, item, part, rowFrom, from);
        panels.multiplyPacked(rowFrom, rowTo, from, to, packed, backwards);
        if (packed.k() + packed.depth() == shape.depth()) {
            panels.done(epilogue, item, rowFrom, rowTo, from, to);
        }
        panels.end();
        plan.panels.give(panels);
        givePart(part);
    }

    private void runSplit(Workers workers) {
        int length = chunks() * shape.rows() * shape.columns();
        shared = plan.buffers.take(shape.type(), length);
        workers.run(chunks(), multiplyChunk);
        sumChunks();
        plan.buffers.give(shape.type(), shared);
    }

    private void multiplyChunkPiece(int piece) {
        MatmulPanels panels = plan.panels.take();
        panels.begin();
        int partial = shared.begin() + piece * shape.rows() * shape.columns();
        panels.operands(a, aOffset, b, bOffset, shared.array(), partial, shape.columns());
        int from = piece * blocking.chunkDepth();
        int to = Math.min(from + blocking.chunkDepth(), shape.depth());
        panels.multiply(0, shape.rows(), 0, shape.columns(), from, to);
        panels.end();
        plan.panels.give(panels);
    }

    private void sumChunks() {
        int columns = shape.columns();
        for (int r = 0; r < shape.rows(); r++) {
            int to = cOffset + r * shape.cRow();
            plan.sum.run(
                    shared.array(), shared.begin() + r * columns, shape.rows() * columns, chunks(), c, to, columns);
        }
        epilogue.done(c, cOffset, 0, 0, shape.rows(), 0, columns);
    }

    private int chunks() {
        return Math.ceilDiv(shape.depth(), blocking.chunkDepth());
    }

    private AlignedArray takePart() {
        return kept ? AlignedArray.NONE : plan.parts.take();
    }

    private void givePart(AlignedArray part) {
        if (!kept) {
            plan.parts.give(part);
        }
    }

    /** Points {@code panels} to one product of the batch, and to where its part goes that begins at a row and a column. */
    private void operandsOf(MatmulPanels panels, int index, AlignedArray part, int rowFrom, int columnFrom) {
        int aItem = aOffset + shape.aItem(index);
        int bItem = bOffset + shape.bItem(index);
        if (kept) {
            panels.operands(a, aItem, b, bItem, c, cOffset + shape.cItem(index), shape.cRow());
        } else {
            int begin = plan.parts.begin(part, rowFrom, columnFrom);
            panels.operands(a, aItem, b, bItem, part.array(), begin, plan.parts.row());
        }
    }
}
