package org.chainrule.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The inner products of three rows with four others, a logical vector of 16 terms after the other. To be used only where
 * {@link Simd#available()}.
 */
public final class InnerTile {
    /** The rows on the left. */
    public static final int ROWS = 3;
    /** The rows on the right. */
    public static final int COLUMNS = 4;
    /** The terms of a logical vector. */
    public static final int LANES = 16;

    private static final VectorSpecies<Float> SPECIES = switch (Simd.bits()) {
        case 128 -> FloatVector.SPECIES_128;
        case 256 -> FloatVector.SPECIES_256;
        default -> FloatVector.SPECIES_512;
    };

    private InnerTile() {}

    /**
     * Adds terms to each of the sums, lane by lane: {@code sums[at + 16·(4·i + j) + l] += Σ a[i, k]·b[j, k]} over all k with k mod 16 = l, in
     * order, each a fused multiply-add.
     *
     * @param aRow from a row on the left to the next
     * @param bRow from a row on the right to the next
     * @param count the number of terms, a multiple of 16
     */
    public static void add(
            float[] a, int aFrom, int aRow, float[] b, int bFrom, int bRow, int count, float[] sums, int at) {
        for (int lane = 0; lane < LANES; lane += SPECIES.length()) {
            lanes(a, aFrom + lane, aRow, b, bFrom + lane, bRow, count, sums, at + lane);
        }
    }

    private static void lanes(
            float[] a, int a0, int aRow, float[] b, int b0, int bRow, int count, float[] sums, int at) {
        int a1 = a0 + aRow;
        int a2 = a1 + aRow;
        int b1 = b0 + bRow;
        int b2 = b1 + bRow;
        int b3 = b2 + bRow;
        FloatVector s00 = FloatVector.fromArray(SPECIES, sums, at);
        FloatVector s01 = FloatVector.fromArray(SPECIES, sums, at + LANES);
        FloatVector s02 = FloatVector.fromArray(SPECIES, sums, at + 2 * LANES);
        FloatVector s03 = FloatVector.fromArray(SPECIES, sums, at + 3 * LANES);
        FloatVector s10 = FloatVector.fromArray(SPECIES, sums, at + 4 * LANES);
        FloatVector s11 = FloatVector.fromArray(SPECIES, sums, at + 5 * LANES);
        FloatVector s12 = FloatVector.fromArray(SPECIES, sums, at + 6 * LANES);
        FloatVector s13 = FloatVector.fromArray(SPECIES, sums, at + 7 * LANES);
        FloatVector s20 = FloatVector.fromArray(SPECIES, sums, at + 8 * LANES);
        FloatVector s21 = FloatVector.fromArray(SPECIES, sums, at + 9 * LANES);
        FloatVector s22 = FloatVector.fromArray(SPECIES, sums, at + 10 * LANES);
        FloatVector s23 = FloatVector.fromArray(SPECIES, sums, at + 11 * LANES);
        for (int k = 0; k < count; k += LANES) {
            FloatVector x0 = FloatVector.fromArray(SPECIES, a, a0 + k);
            FloatVector x1 = FloatVector.fromArray(SPECIES, a, a1 + k);
            FloatVector x2 = FloatVector.fromArray(SPECIES, a, a2 + k);
            FloatVector y = FloatVector.fromArray(SPECIES, b, b0 + k);
            s00 = x0.fma(y, s00);
            s10 = x1.fma(y, s10);
            s20 = x2.fma(y, s20);
            y = FloatVector.fromArray(SPECIES, b, b1 + k);
            s01 = x0.fma(y, s01);
            s11 = x1.fma(y, s11);
            s21 = x2.fma(y, s21);
            y = FloatVector.fromArray(SPECIES, b, b2 + k);
            s02 = x0.fma(y, s02);
            s12 = x1.fma(y, s12);
            s22 = x2.fma(y, s22);
            y = FloatVector.fromArray(SPECIES, b, b3 + k);
            s03 = x0.fma(y, s03);
            s13 = x1.fma(y, s13);
            s23 = x2.fma(y, s23);
        }
        s00.intoArray(sums, at);
        s01.intoArray(sums, at + LANES);
        s02.intoArray(sums, at + 2 * LANES);
        s03.intoArray(sums, at + 3 * LANES);
        s10.intoArray(sums, at + 4 * LANES);
        s11.intoArray(sums, at + 5 * LANES);
        s12.intoArray(sums, at + 6 * LANES);
        s13.intoArray(sums, at + 7 * LANES);
        s20.intoArray(sums, at + 8 * LANES);
        s21.intoArray(sums, at + 9 * LANES);
        s22.intoArray(sums, at + 10 * LANES);
        s23.intoArray(sums, at + 11 * LANES);
    }
}
