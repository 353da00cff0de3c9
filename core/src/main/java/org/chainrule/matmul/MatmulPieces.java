package org.chainrule.matmul;

import java.util.ArrayList;
import java.util.List;

/**
 * How the rows of a product are cut into pieces of work. Rounding does not depend on rows, so pieces may follow the number of threads.
 *
 * @param begins where pieces begin, in order, and the end of the last
 */
record MatmulPieces(List<Integer> begins) {
    MatmulPieces {
        begins = List.copyOf(begins);
    }

    /** Pieces of so many rows each; the last may have fewer. */
    static MatmulPieces equal(int rows, int size) {
        List<Integer> begins = new ArrayList<>();
        for (int row = 0; row < rows; row += size) {
            begins.add(row);
        }
        begins.add(rows);
        return new MatmulPieces(begins);
    }

    /**
     * Pieces that are smaller and smaller toward where the caller of a job, who takes pieces from the first on, meets its helpers, who take them from
     * the last on: so all are done at about the same time. They begin at multiples of {@code unit}.
     *
     * @param least rows that are worth a piece, a multiple of the unit
     * @param most the most rows of a piece, a multiple of the unit
     * @param threads two or more
     */
    static MatmulPieces meeting(int rows, int unit, int least, int most, int threads) {
        int share = Math.max(least, Math.round((float) rows / threads / unit) * unit);
        int middle = rows - share < least ? rows : share;
        List<Integer> begins = new ArrayList<>();
        for (int from = 0; from < middle; from += size(middle - from, 1, unit, least, most)) {
            begins.add(from);
        }
        int behind = begins.size();
        begins.add(rows);
        for (int to = rows; to > middle; ) {
            int size = size(to - middle, threads - 1, unit, least, most);
            int begin = (to - size) / unit * unit;
            to = Math.max(middle, to - begin > most ? begin + unit : begin);
            begins.add(behind, to);
        }
        return new MatmulPieces(begins);
    }

    /** The rows of the next piece: half a thread's share of what is left. */
    private static int size(int left, int threads, int unit, int least, int most) {
        int size = Math.clamp(left / (2L * threads) / unit * unit, least, most);
        return left - size < least && left <= most ? left : Math.min(left, size);
    }

    int count() {
        return begins.size() - 1;
    }

    /** The first row of a piece. */
    int from(int piece) {
        return begins.get(piece);
    }

    /** The row after a piece's last. */
    int to(int piece) {
        return begins.get(piece + 1);
    }
}
