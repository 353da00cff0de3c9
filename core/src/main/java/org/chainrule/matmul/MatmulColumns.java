package org.chainrule.matmul;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The panels of those columns that are worked on at a time: of all blocks alike but for the last, which may have fewer. */
final class MatmulColumns {
    private final MicroTile tile;
    private final boolean overlaps;
    private final int usual;
    private final MatmulPanel[] usualPanels;
    private final MatmulPanel[] lastPanels;

    MatmulColumns(MatmulShape shape, MatmulBlocking blocking) {
        this.tile = blocking.tile();
        // an element that is computed twice is the same both times, unless C is added to
        this.overlaps = shape.depth() <= blocking.blockDepth();
        this.usual = blocking.blockColumns();
        this.usualPanels = panelsOf(Math.min(usual, shape.columns()));
        this.lastPanels = panelsOf(shape.columns() % usual);
    }

    /** The panels of a block of so many columns. */
    MatmulPanel[] of(int columns) {
        return columns == usual ? usualPanels : lastPanels;
    }

    /** All that differ by their widths. */
    Set<MatmulPanel> widths() {
        Set<Integer> widths = new LinkedHashSet<>();
        return Stream.of(usualPanels, lastPanels)
                .flatMap(Stream::of)
                .filter(panel -> widths.add(panel.width()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private MatmulPanel[] panelsOf(int columns) {
        MatmulPanel[] panels = new MatmulPanel[tile.panels(columns)];
        for (int panel = panels.length - 1; panel >= 0; panel--) {
            MatmulPanel alone = panel(panel, columns);
            panels[panel] = panel + 1 < panels.length ? alone.before(panels[panel + 1]) : alone;
        }
        return panels;
    }

    private MatmulPanel panel(int panel, int columns) {
        int begin = tile.panelFrom(panel, columns);
        int end = tile.panelFrom(panel + 1, columns);
        int earlier = columns - tile.padded(columns - begin);
        boolean fills = overlaps && end == columns && earlier >= 0;
        int width = end - (fills ? earlier : begin);
        int padded = tile.padded(width);
        return new MatmulPanel(begin, end - width, width, padded, padded / tile.lanes(), 1);
    }
}
