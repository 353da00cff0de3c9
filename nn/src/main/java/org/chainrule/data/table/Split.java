package org.chainrule.data.table;

import java.util.Arrays;
import org.chainrule.data.Part;
import org.chainrule.data.Shuffle;

/** Which row is for what, at random. It follows from number of rows and seed. */
final class Split {
    /** Fewer rows leave a part without one that tells anything. */
    static final int FEWEST = 10;

    private static final double TEST = 0.2;
    private static final double VALIDATION = 0.15;

    private final Part[] parts;

    private Split(Part... parts) {
        this.parts = parts;
    }

    /** 65 % to train, 15 % to validate, 20 % to test. */
    static Split of(int rows, long seed) {
        Part[] parts = new Part[rows];
        Arrays.fill(parts, Part.TRAINING);
        int[] order = Shuffle.batches(rows, rows, seed, 0).getFirst();
        int test = (int) Math.round(TEST * rows);
        int validation = Math.max(1, (int) Math.round(VALIDATION * rows));
        for (int i = 0; i < test + validation; i++) {
            parts[order[i]] = i < test ? Part.TEST : Part.VALIDATION;
        }
        return new Split(parts);
    }

    /** Every so many rows of a random order test, and all others train: each row tests in one of the folds. */
    static Split fold(int rows, long seed, int fold, int folds) {
        Part[] parts = new Part[rows];
        int[] order = Shuffle.batches(rows, rows, seed, 0).getFirst();
        for (int i = 0; i < rows; i++) {
            parts[order[i]] = i % folds == fold ? Part.TEST : Part.TRAINING;
        }
        return new Split(parts);
    }

    Part of(int row) {
        return parts[row];
    }

    int rows() {
        return parts.length;
    }

    int count(Part part) {
        return (int) Arrays.stream(parts).filter(each -> each == part).count();
    }
}
