package org.chainrule.matmul;

import java.util.OptionalInt;
import org.chainrule.graph.DType;
import org.chainrule.memory.AlignedArray;
import org.chainrule.memory.Spares;
import org.chainrule.threads.Workers;

/**
 * Products of float32 by code without vectors, the same for all shapes and strides, so that it is fast soon. Rounded as {@link Matmul}
 * says.
 */
final class PlainProduct implements ProductPlan {
    /** The rows of a piece of work. */
    private static final int BAND = MatmulPlan.PART_ROWS;

    private static final float[] NONE = {};

    private final MatmulShape shape;
    private final MatmulBlocking blocking;
    private final int bands;
    private final int columnBlocks;
    private final Spares<PlainTile> tiles = new Spares<>(PlainTile::new);
    private final MatmulParts parts;

    /** @param blocking how the product is cut by the code that comes later */
    PlainProduct(MatmulShape shape, MatmulBlocking blocking, MatmulBuffers buffers) {
        this.shape = shape;
        this.blocking = blocking;
        this.bands = Math.ceilDiv(shape.rows(), BAND);
        this.columnBlocks = Math.ceilDiv(shape.columns(), blocking.blockColumns());
        this.parts = new MatmulParts(shape, blocking, buffers, BAND);
    }

    static boolean suits(MatmulShape shape) {
        return shape.type() == DType.FLOAT32;
    }

    @Override
    public MatmulShape shape() {
        return shape;
    }

    @Override
    public OptionalInt partRow() {
        return parts.rowIfSuited();
    }

    @Override
    public void run(
            Object a,
            int aOffset,
            Object b,
            int bOffset,
            Object c,
            int cOffset,
            Workers workers,
            MatmulPlan.Tile epilogue) {
        workers.run(shape.items() * bands * columnBlocks, piece -> {
            Piece part = piece(piece);
            int begin = cOffset + shape.cItem(part.item());
            multiply(part, (float[]) a, aOffset, (float[]) b, bOffset, (float[]) c, begin, shape.cRow());
            part.done(epilogue, c, begin);
        });
    }

    @Override
    public void runInParts(Object a, int aOffset, Object b, int bOffset, Workers workers, MatmulPlan.Tile epilogue) {
        workers.run(shape.items() * bands * columnBlocks, piece -> {
            Piece part = piece(piece);
            AlignedArray c = parts.take();
            int begin = parts.begin(c, part.rowFrom(), part.columnFrom());
            multiply(part, (float[]) a, aOffset, (float[]) b, bOffset, (float[]) c.array(), begin, parts.row());
            part.done(epilogue, c.array(), begin);
            parts.give(c);
        });
    }

    private record Piece(int item, int rowFrom, int rowTo, int columnFrom, int columnTo) {
        void done(MatmulPlan.Tile epilogue, Object c, int begin) {
            epilogue.done(c, begin, item, rowFrom, rowTo, columnFrom, columnTo);
        }
    }

    private Piece piece(int number) {
        int row = number / columnBlocks % bands * BAND;
        int column = number % columnBlocks * blocking.blockColumns();
        return new Piece(
                number / columnBlocks / bands,
                row,
                Math.min(row + BAND, shape.rows()),
                column,
                Math.min(column + blocking.blockColumns(), shape.columns()));
    }

    /** Computes a piece of C, of which row 0 and column 0 would stand at {@code begin}. */
    private void multiply(Piece piece, float[] a, int aOffset, float[] b, int bOffset, float[] c, int begin, int cRow) {
        PlainTile tile = tiles.take();
        tile.operands(a, b, c);
        int aItem = aOffset + shape.aItem(piece.item());
        int bItem = bOffset + shape.bItem(piece.item());
        for (int column = piece.columnFrom(); column < piece.columnTo(); column += PlainTile.SIZE) {
            for (int row = piece.rowFrom(); row < piece.rowTo(); row += PlainTile.SIZE) {
                tile.rows(aItem + row * shape.aRow(), shape.aRow(), Math.min(PlainTile.SIZE, piece.rowTo() - row));
                tile.columns(
                        bItem + column * shape.bColumn(),
                        shape.bColumn(),
                        Math.min(PlainTile.SIZE, piece.columnTo() - column));
                tile.multiply(shape, blocking);
                tile.store(begin + row * cRow + column, cRow);
            }
        }
        tile.operands(NONE, NONE, NONE);
        tiles.give(tile);
    }
}
