package org.chainrule.data.table;

import java.util.List;
import org.chainrule.data.Part;
import org.chainrule.data.Sampling;

/** Which row is for what, at random. It follows from number of rows and seed. */
final class Split {
    /** Fewer rows leave a part without one that tells anything. */
    static final int FEWEST = 10;

    private static final List<Part> PARTS = List.of(Part.values());
    private static final double TEST = 0.2;
    private static final double VALIDATION = 0.15;

    /** By the parts' places, as a byte is smaller than a reference. */
    private final byte[] parts;

    private Split(byte... parts) {
        this.parts = parts;
    }

    /** 65 % to train, 15 % to validate, 20 % to test. */
    static Split of(int rows, long seed) {
        byte[] parts = new byte[rows];
        int[] order = Sampling.shuffled().order(rows, seed, 0);
        int test = (int) Math.round(TEST * rows);
        int validation = Math.max(1, (int) Math.round(VALIDATION * rows));
        for (int i = 0; i < test + validation; i++) {
            parts[order[i]] = place(i < test ? Part.TEST : Part.VALIDATION);
        }
        return new Split(parts);
    }

    /** Every so many rows of a random order test, and all others train: each row tests in one of the folds. */
    static Split fold(int rows, long seed, int fold, int folds) {
        byte[] parts = new byte[rows];
        int[] order = Sampling.shuffled().order(rows, seed, 0);
        for (int i = 0; i < rows; i++) {
            parts[order[i]] = place(i % folds == fold ? Part.TEST : Part.TRAINING);
        }
        return new Split(parts);
    }

    Part of(int row) {
        return PARTS.get(parts[row]);
    }

    int rows() {
        return parts.length;
    }

    int count(Part part) {
        int count = 0;
        for (byte each : parts) {
            count += each == place(part) ? 1 : 0;
        }
        return count;
    }

    private static byte place(Part part) {
        return (byte) PARTS.indexOf(part);
    }
}
