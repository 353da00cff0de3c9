package org.chainrule.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** No vector is read past an array's end, where the Vector API would make objects of masks. */
class EdgeTest {
    private static final int LANES = 4;

    private final float[] array = {1, 2, 3, 4, 5, 6};
    private final float[] lanes = new float[LANES];

    @Test
    void whatIsInsideIsReadInPlace() {
        for (int index = 0; index <= array.length - LANES; index++) {
            assertThat(Edge.readable(array, index, lanes)).isSameAs(array);
            assertThat(Edge.place(array, array, index)).isEqualTo(index);
        }
    }

    @Test
    void whatReachesPastAnEndIsReadFromTheLanes() {
        assertThat(Edge.readable(array, 4, lanes)).isSameAs(lanes);
        assertThat(Edge.place(array, lanes, 4)).isZero();
        assertThat(lanes).startsWith(5, 6);
        Edge.readable(array, -1, lanes);
        assertThat(lanes).endsWith(1, 2, 3);
        Edge.readable(new float[] {7}, 0, lanes);
        assertThat(lanes).startsWith(7);
        assertThat(Edge.readable(array, 100, lanes)).isSameAs(lanes);
        assertThat(Edge.readable(array, -100, lanes)).isSameAs(lanes);
    }

    @Test
    void whatIsShorterThanAVectorIsCopied() {
        assertThat(Scratch.longEnough(array, 0, LANES)).isSameAs(array);
        float[] copy = (float[]) Scratch.longEnough(array, 0, 16);
        assertThat(copy).hasSize(16).startsWith(array);
        assertThat(Scratch.longEnough(array, 1, 16)).isNotSameAs(copy);
        assertThat((int[]) Scratch.longEnough(new int[] {8, 9}, 0, 16)).startsWith(8, 9);
        assertThat(Scratch.longEnough(array, 0, 16)).isSameAs(copy);
    }
}
