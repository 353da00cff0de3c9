package org.chainrule.matmul;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MatmulPiecesTest {
    private static final int UNIT = 16;

    @Test
    void piecesAreAllRowsInOrderAndBeginAtWholeUnits() {
        for (int rows : new int[] {1, 15, 16, 17, 33, 100, 128, 150, 784, 4096}) {
            for (int least : new int[] {16, 48, 112}) {
                for (int threads : new int[] {2, 3, 8}) {
                    MatmulPieces pieces = MatmulPieces.meeting(rows, UNIT, least, 128, threads);
                    String name = "%d rows, at least %d, %d threads: %s".formatted(rows, least, threads, pieces);
                    assertThat(pieces.from(0)).as(name).isZero();
                    assertThat(pieces.to(pieces.count() - 1)).as(name).isEqualTo(rows);
                    for (int piece = 0; piece < pieces.count(); piece++) {
                        int size = pieces.to(piece) - pieces.from(piece);
                        assertThat(pieces.from(piece) % UNIT).as(name).isZero();
                        assertThat(size).as(name).isBetween(Math.min(rows, UNIT), 128);
                    }
                }
            }
        }
    }

    /** The product whose seven equal pieces left one of two threads idle for a quarter of the time. */
    @Test
    void twoThreadsThatMeetHaveAsManyRowsEachUpToTheLeastPiece() {
        MatmulPieces pieces = MatmulPieces.meeting(784, UNIT, UNIT, 128, 2);
        int first = 0;
        int last = pieces.count() - 1;
        int caller = 0;
        int helper = 0;
        while (first <= last) {
            if (caller <= helper) {
                caller += pieces.to(first) - pieces.from(first++);
            } else {
                helper += pieces.to(last) - pieces.from(last--);
            }
        }
        assertThat(Math.abs(caller - helper)).isLessThanOrEqualTo(UNIT);
        assertThat(pieces.count()).isLessThan(784 / UNIT / 2);
    }

    @Test
    void rowsThatAreNotWorthTwoPiecesAreOne() {
        assertThat(MatmulPieces.meeting(120, UNIT, 112, 128, 2)).isEqualTo(MatmulPieces.equal(120, 128));
        assertThat(MatmulPieces.meeting(64, UNIT, 64, 128, 4)).isEqualTo(MatmulPieces.equal(64, 64));
    }

    @Test
    void equalPiecesHaveAsManyRowsEachAndTheLastWhatIsLeft() {
        assertThat(IntStream.rangeClosed(0, 2)
                        .map(MatmulPieces.equal(100, 48)::from)
                        .toArray())
                .containsExactly(0, 48, 96);
        assertThat(MatmulPieces.equal(100, 48).to(2)).isEqualTo(100);
    }
}
