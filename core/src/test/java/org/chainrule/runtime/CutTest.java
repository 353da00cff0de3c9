package org.chainrule.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CutTest {
    private static final int[] SIZES = {1, 3, 16, 32, 65, 128, 1000, 4096, 100_000};
    private static final int[] WEIGHTS = {1, 20, 130, 3000};

    @Test
    void piecesAreTheGridAndBeginAtWholeVectors() {
        for (int rows : SIZES) {
            for (int columns : SIZES) {
                for (int weight : WEIGHTS) {
                    for (Cut cut : List.of(
                            Cut.anyhow(rows, columns, weight),
                            Cut.byRows(rows, columns, weight),
                            Cut.byColumns(rows, columns))) {
                        int down = Math.ceilDiv(rows, cut.pieceRows());
                        int across = Math.ceilDiv(columns, cut.pieceColumns());
                        assertThat(cut.pieces()).as(cut.toString()).isEqualTo(down * across);
                        assertThat(cut.pieceColumns() >= columns || cut.pieceColumns() % 16 == 0)
                                .as(cut.toString())
                                .isTrue();
                    }
                }
            }
        }
    }

    /** The loops of an LSTM's step, 32 × 128: two threads share what has much to do at each place, and not what has little. */
    @Test
    void aSmallGridIsCutIfThereIsMuchToDo() {
        assertThat(Cut.byRows(32, 128, 130).pieces()).isGreaterThanOrEqualTo(4);
        assertThat(Cut.anyhow(1, 4096, 130).pieces()).isGreaterThanOrEqualTo(4);
        assertThat(Cut.byRows(32, 128, 3).pieces()).isEqualTo(1);
        assertThat(Cut.anyhow(1, 4096, 3).pieces()).isEqualTo(1);
    }

    @Test
    void aLargeGridIsCutIntoThousandsOfPlacesWhateverThereIsToDo() {
        for (int weight : WEIGHTS) {
            Cut cut = Cut.anyhow(1000, 1000, weight);
            assertThat(cut.pieceRows() * cut.pieceColumns()).isBetween(4096, 8192);
        }
    }
}
