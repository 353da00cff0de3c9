package org.chainrule.check;

import java.util.SplittableRandom;

/**
 * How much is checked, and where.
 *
 * @param order the highest order of derivatives
 * @param entries how many entries of a parameter at most are checked one by one
 * @param projections along how many directions all entries of a parameter are checked if not one by one
 * @param scale what the inputs' size is taken to be at least, for the step of the differences
 * @param seed of the choice of entries, weights and directions
 */
record Settings(int order, int entries, int projections, double scale, long seed) {
    static final Settings DEFAULT = new Settings(1, 64, 1, 1, 1);

    SplittableRandom random(int purpose) {
        return new SplittableRandom(seed * 1_000_003 + purpose);
    }
}
