package org.chainrule.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** No vector is read or written past an array's end, where the Vector API would make objects of masks. */
class EdgeTest {
    private static final int LANES = 4;

    private final float[] array = {1, 2, 3, 4, 5, 6};
    private final float[] lanes = new float[LANES];

    @Test
    void whatIsInsideIsReadAndWrittenInPlace() {
        for (int index = 0; index <= array.length - LANES; index++) {
            assertThat(Edge.readable(array, index, lanes)).isSameAs(array);
            assertThat(Edge.writable(array, index, lanes)).isSameAs(array);
            assertThat(Edge.place(array, array, index)).isEqualTo(index);
            Edge.written(LANES, array, index, array);
        }
        assertThat(array).containsExactly(1, 2, 3, 4, 5, 6);
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
    void whatReachesPastAnEndIsWrittenThroughTheLanes() {
        assertThat(Edge.writable(array, 3, lanes)).isSameAs(lanes);
        lanes[0] = 40;
        lanes[1] = 50;
        Edge.written(2, array, 3, lanes);
        assertThat(array).containsExactly(1, 2, 3, 40, 50, 6);
        Edge.written(0, array, -9, lanes);
        assertThat(array).containsExactly(1, 2, 3, 40, 50, 6);
    }
}
