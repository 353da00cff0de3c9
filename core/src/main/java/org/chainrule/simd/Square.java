package org.chainrule.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * Squares of a matrix transposed in registers. In round d of d = 1, 2, 4 the vectors i and i + d exchange those lanes whose number has,
 * respectively has not, the bit d. To be used only where vectors have 256 bits or more.
 */
public final class Square {
    /** The rows and columns of a square. */
    public static final int SIDE = 8;

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_256;
    private static final VectorShuffle<Float> UP_1 = VectorShuffle.iota(SPECIES, SIDE - 1, 1, true);
    private static final VectorShuffle<Float> UP_2 = VectorShuffle.iota(SPECIES, SIDE - 2, 1, true);
    private static final VectorShuffle<Float> UP_4 = VectorShuffle.iota(SPECIES, SIDE - 4, 1, true);
    private static final VectorShuffle<Float> DOWN_1 = VectorShuffle.iota(SPECIES, 1, 1, true);
    private static final VectorShuffle<Float> DOWN_2 = VectorShuffle.iota(SPECIES, 2, 1, true);
    private static final VectorMask<Float> HIGH_1 = VectorMask.fromLong(SPECIES, 0b10101010);
    private static final VectorMask<Float> HIGH_2 = VectorMask.fromLong(SPECIES, 0b11001100);
    private static final VectorMask<Float> HIGH_4 = VectorMask.fromLong(SPECIES, 0b11110000);

    private Square() {}

    /** {@code to[place + i·row + j] = from[at + j·column + i]} for i and j below {@value #SIDE}. */
    public static void transpose(float[] from, int at, int column, float[] to, int place, int row) {
        FloatVector a0 = FloatVector.fromArray(SPECIES, from, at);
        FloatVector a1 = FloatVector.fromArray(SPECIES, from, at + column);
        FloatVector a2 = FloatVector.fromArray(SPECIES, from, at + 2 * column);
        FloatVector a3 = FloatVector.fromArray(SPECIES, from, at + 3 * column);
        FloatVector a4 = FloatVector.fromArray(SPECIES, from, at + 4 * column);
        FloatVector a5 = FloatVector.fromArray(SPECIES, from, at + 5 * column);
        FloatVector a6 = FloatVector.fromArray(SPECIES, from, at + 6 * column);
        FloatVector a7 = FloatVector.fromArray(SPECIES, from, at + 7 * column);

        FloatVector b0 = a0.blend(a1.rearrange(UP_1), HIGH_1);
        FloatVector b1 = a0.rearrange(DOWN_1).blend(a1, HIGH_1);
        FloatVector b2 = a2.blend(a3.rearrange(UP_1), HIGH_1);
        FloatVector b3 = a2.rearrange(DOWN_1).blend(a3, HIGH_1);
        FloatVector b4 = a4.blend(a5.rearrange(UP_1), HIGH_1);
        FloatVector b5 = a4.rearrange(DOWN_1).blend(a5, HIGH_1);
        FloatVector b6 = a6.blend(a7.rearrange(UP_1), HIGH_1);
        FloatVector b7 = a6.rearrange(DOWN_1).blend(a7, HIGH_1);

        FloatVector c0 = b0.blend(b2.rearrange(UP_2), HIGH_2);
        FloatVector c2 = b0.rearrange(DOWN_2).blend(b2, HIGH_2);
        FloatVector c1 = b1.blend(b3.rearrange(UP_2), HIGH_2);
        FloatVector c3 = b1.rearrange(DOWN_2).blend(b3, HIGH_2);
        FloatVector c4 = b4.blend(b6.rearrange(UP_2), HIGH_2);
        FloatVector c6 = b4.rearrange(DOWN_2).blend(b6, HIGH_2);
        FloatVector c5 = b5.blend(b7.rearrange(UP_2), HIGH_2);
        FloatVector c7 = b5.rearrange(DOWN_2).blend(b7, HIGH_2);

        // by half the lanes up is down
        c0.blend(c4.rearrange(UP_4), HIGH_4).intoArray(to, place);
        c1.blend(c5.rearrange(UP_4), HIGH_4).intoArray(to, place + row);
        c2.blend(c6.rearrange(UP_4), HIGH_4).intoArray(to, place + 2 * row);
        c3.blend(c7.rearrange(UP_4), HIGH_4).intoArray(to, place + 3 * row);
        c0.rearrange(UP_4).blend(c4, HIGH_4).intoArray(to, place + 4 * row);
        c1.rearrange(UP_4).blend(c5, HIGH_4).intoArray(to, place + 5 * row);
        c2.rearrange(UP_4).blend(c6, HIGH_4).intoArray(to, place + 6 * row);
        c3.rearrange(UP_4).blend(c7, HIGH_4).intoArray(to, place + 7 * row);
    }
}
