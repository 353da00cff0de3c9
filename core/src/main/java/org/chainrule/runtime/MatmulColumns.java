package org.chainrule.runtime;

/**
 * Which columns the tiles of a panel have, of so many columns that are worked on at a time.
 *
 * @param overlaps whether the tiles of a last panel that is not whole vectors may begin in the panel before: an element that is computed twice is
 *     the same both times, unless C is added to
 */
record MatmulColumns(MicroTile tile, boolean overlaps) {
    static MatmulColumns of(MatmulShape shape, MatmulBlocking blocking) {
        return new MatmulColumns(blocking.tile(), shape.depth() <= blocking.blockDepth());
    }

    int from(int panel, int columns) {
        int from = tile.panelFrom(panel, columns);
        int earlier = columns - tile.padded(columns - from);
        return overlaps && panel == tile.panels(columns) - 1 && earlier >= 0 ? earlier : from;
    }

    int width(int panel, int columns) {
        return tile.panelFrom(panel + 1, columns) - from(panel, columns);
    }

    boolean isWhole(int width) {
        return width % tile.lanes() == 0;
    }
}
