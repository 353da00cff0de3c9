package org.chainrule.matmul;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;
import org.chainrule.graph.DType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which columns panels have, and which of them one call computes. */
class MatmulColumnsTest {
    private static final int[] COLUMNS = {1, 15, 16, 17, 48, 64, 100, 256, 300, 512, 1000, 1024, 1025, 2048, 3000};

    private static MatmulPanel[] panels(MicroTile tile, int depth, int columns) {
        MatmulShape shape = MatmulShape.of(DType.FLOAT32, 128, columns, depth);
        MatmulBlocking blocking = MatmulBlocking.of(shape, tile, Caches.FAR);
        return new MatmulColumns(shape, blocking).of(Math.min(columns, blocking.blockColumns()));
    }

    @ParameterizedTest
    @MethodSource("org.chainrule.matmul.MatmulBlockingTest#tiles")
    void allColumnsAreInPanels(MicroTile tile) {
        for (int columns : COLUMNS) {
            for (int depth : new int[] {64, 1025}) {
                MatmulPanel[] panels = panels(tile, depth, columns);
                BitSet covered = new BitSet();
                for (MatmulPanel panel : panels) {
                    assertThat(panel.from()).isBetween(0, panel.begin());
                    covered.set(panel.from(), panel.from() + panel.width());
                }
                MatmulPanel last = panels[panels.length - 1];
                assertThat(covered.nextClearBit(0))
                        .as("%s, %d columns", tile, columns)
                        .isEqualTo(last.from() + last.width())
                        .isEqualTo(covered.length());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("org.chainrule.matmul.MatmulBlockingTest#tiles")
    void panelsThatAreAlikeAreWholeAndEquallyFarApart(MicroTile tile) {
        for (int columns : COLUMNS) {
            for (int depth : new int[] {64, 1025}) {
                MatmulPanel[] panels = panels(tile, depth, columns);
                for (int first = 0; first < panels.length; first++) {
                    MatmulPanel[] alike = Arrays.copyOfRange(panels, first, first + panels[first].alike());
                    // one assertion for all: there are millions
                    assertThat(IntStream.range(0, alike.length).filter(i -> !follows(alike[0], alike[i], i)))
                            .as("%s, %d columns, those beside panel %d", tile, columns, first)
                            .isEmpty();
                }
            }
        }
    }

    /** Whether a panel is the next but so many, and as wide. */
    private static boolean follows(MatmulPanel first, MatmulPanel panel, int further) {
        return panel.isWhole() == (first.isWhole() || further > 0)
                && panel.width() == first.width()
                && panel.from() == first.from() + further * first.width()
                && panel.begin() == first.begin() + further * first.width();
    }

    @Test
    void oneCallComputesAsManyAsThereAre() {
        MicroTile tile = new MicroTile(8, 3, 16);
        assertThat(Arrays.stream(panels(tile, 64, 512)).map(MatmulPanel::alike))
                .containsExactly(10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 1);
        assertThat(Arrays.stream(panels(tile, 64, 256)).map(MatmulPanel::alike)).containsExactly(4, 3, 2, 1, 2, 1);
        // the last tile begins in the panel before, to fill its vectors
        assertThat(Arrays.stream(panels(tile, 64, 100)).map(MatmulPanel::alike)).containsExactly(1, 1, 1);
        // where C is added to it must not
        assertThat(panels(tile, 1025, 100)[2].isWhole()).isFalse();
    }
}
