package org.chainrule.data.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FramingTest {
    @Test
    void anImageOfTheSizeStaysAsItIs() {
        Pixels image = ramp(8, 8);
        assertThat(Framing.square(image, 8).values()).isEqualTo(image.values());
    }

    @Test
    void theLargestSquareInTheMiddleIsKept() {
        assertThat(Framing.square(ramp(4, 8), 4).values())
                .containsExactly(20, 30, 40, 50, 20, 30, 40, 50, 20, 30, 40, 50, 20, 30, 40, 50);
    }

    @Test
    void aSmallerImageIsAMeanOfAllPixelsAround() {
        byte[] values = new byte[16];
        values[5] = 64;
        byte[] small = Framing.square(new Pixels(1, 4, 4, values), 2).values();
        // half the weights of a triangle over four pixels, cut off at the border: 1/4 3/4 3/4 1/4 → 1/7 3/7 3/7
        assertThat(small).containsExactly(Math.round(64 * 9 / 49f), Math.round(64 * 3 / 49f), 5 - 1, 1);
    }

    @Test
    void evenColourStaysEvenInAnySize() {
        byte[] values = new byte[3 * 7 * 13];
        java.util.Arrays.fill(values, (byte) 200);
        for (int size : new int[] {1, 3, 7, 8, 50}) {
            Pixels square = Framing.square(new Pixels(3, 7, 13, values), size);
            assertThat(square.values()).hasSize(3 * size * size).containsOnly((byte) 200);
        }
    }

    @Test
    void aLargerImageIsInterpolated() {
        Pixels larger = Framing.square(ramp(4, 4), 8);
        assertThat(larger.values()).startsWith(0, 3, 8, 13, 18, 23, 28, 30);
    }

    /** Ten more from column to column. */
    private static Pixels ramp(int height, int width) {
        byte[] values = new byte[height * width];
        for (int i = 0; i < values.length; i++) {
            values[i] = (byte) (10 * (i % width));
        }
        return new Pixels(1, height, width, values);
    }
}
