package org.chainrule.matmul;

/**
 * The columns of one panel of B, as wide as a tile, counted from the first of those that are worked on at a time.
 *
 * @param begin where it stands among packed panels
 * @param from the first column that its tiles compute: before {@code begin}, if they fill their last vector with columns of the panel before
 * @param width the columns that its tiles compute
 * @param padded with those that fill the last vector
 * @param vectors the vectors of a row
 * @param alike how many panels from here on are as this one, each as far from the one before as it is wide; 1 for one that is not whole vectors
 */
record MatmulPanel(int begin, int from, int width, int padded, int vectors, int alike) {
    /** Whether the columns are whole vectors. */
    boolean isWhole() {
        return width == padded;
    }

    /** The same with those behind it counted that are alike. */
    MatmulPanel before(MatmulPanel next) {
        boolean same = isWhole() && next.width == width && next.from == from + width && next.begin == begin + width;
        return same ? new MatmulPanel(begin, from, width, padded, vectors, next.alike + 1) : this;
    }
}
