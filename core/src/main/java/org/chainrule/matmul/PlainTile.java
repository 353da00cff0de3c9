package org.chainrule.matmul;

import java.util.Arrays;

/** Computes tiles of 4 × 4 elements of a product. At the edges the last row and column stand in for those that are not there. */
final class PlainTile {
    static final int SIZE = 4;

    /** HotSpot counts calls, so at first there are many, of a few terms each. */
    private static final int YOUNG_CALLS = 250;

    private static final int FEW_TERMS = 16;

    private int calls;

    private float[] a = {};
    private float[] b = {};
    private float[] c = {};
    private final int[] rows = new int[SIZE];
    private final int[] columns = new int[SIZE];
    private int rowCount;
    private int columnCount;
    private final float[] block = new float[SIZE * SIZE];
    private final float[] chunk = new float[SIZE * SIZE];
    private final float[] total = new float[SIZE * SIZE];

    void operands(float[] left, float[] right, float[] result) {
        a = left;
        b = right;
        c = result;
    }

    /** Where in A its rows begin. */
    void rows(int first, int stride, int count) {
        rowCount = count;
        lines(rows, first, stride, count);
    }

    /** Where in B its columns begin. */
    void columns(int first, int stride, int count) {
        columnCount = count;
        lines(columns, first, stride, count);
    }

    private static void lines(int[] lines, int first, int stride, int count) {
        for (int line = 0; line < SIZE; line++) {
            lines[line] = first + Math.min(line, count - 1) * stride;
        }
    }

    /** Blocks of k add up to chunks of so many terms, and chunks to the result. */
    void multiply(MatmulShape shape, MatmulBlocking blocking) {
        int chunkDepth = blocking.chunkDepth();
        int blockDepth = blocking.blockDepth();
        int depth = shape.depth();
        Arrays.fill(total, 0);
        for (int chunkFrom = 0; chunkFrom < depth; chunkFrom += chunkDepth) {
            int chunkTo = Math.min(depth, chunkFrom + chunkDepth);
            for (int from = chunkFrom; from < chunkTo; from += blockDepth) {
                Arrays.fill(block, 0);
                terms(shape, from, Math.min(chunkTo, from + blockDepth));
                add(block, chunk, from == chunkFrom);
            }
            add(chunk, total, chunkFrom == 0);
        }
    }

    private static void add(float[] terms, float[] sums, boolean first) {
        for (int i = 0; i < sums.length; i++) {
            // a sum with zero would lose a negative zero
            sums[i] = first ? terms[i] : sums[i] + terms[i];
        }
    }

    private void terms(MatmulShape shape, int from, int to) {
        int count = calls < YOUNG_CALLS ? FEW_TERMS : to - from;
        for (int k = from; k < to; k += count) {
            terms(
                    a,
                    k * shape.aDepth(),
                    shape.aDepth(),
                    b,
                    k * shape.bDepth(),
                    shape.bDepth(),
                    Math.min(count, to - k));
            calls++;
        }
    }

    private void terms(float[] left, int i, int leftStep, float[] right, int j, int rightStep, int count) {
        int a0 = rows[0] + i;
        int a1 = rows[1] + i;
        int a2 = rows[2] + i;
        int a3 = rows[3] + i;
        int b0 = columns[0] + j;
        int b1 = columns[1] + j;
        int b2 = columns[2] + j;
        int b3 = columns[3] + j;
        float s00 = block[0];
        float s01 = block[1];
        float s02 = block[2];
        float s03 = block[3];
        float s10 = block[4];
        float s11 = block[5];
        float s12 = block[6];
        float s13 = block[7];
        float s20 = block[8];
        float s21 = block[9];
        float s22 = block[10];
        float s23 = block[11];
        float s30 = block[12];
        float s31 = block[13];
        float s32 = block[14];
        float s33 = block[15];
        int y = 0;
        for (int k = 0, x = 0; k < count; k++, x += leftStep, y += rightStep) {
            float x0 = left[a0 + x];
            float x1 = left[a1 + x];
            float x2 = left[a2 + x];
            float x3 = left[a3 + x];
            float term = right[b0 + y];
            s00 = Math.fma(x0, term, s00);
            s10 = Math.fma(x1, term, s10);
            s20 = Math.fma(x2, term, s20);
            s30 = Math.fma(x3, term, s30);
            term = right[b1 + y];
            s01 = Math.fma(x0, term, s01);
            s11 = Math.fma(x1, term, s11);
            s21 = Math.fma(x2, term, s21);
            s31 = Math.fma(x3, term, s31);
            term = right[b2 + y];
            s02 = Math.fma(x0, term, s02);
            s12 = Math.fma(x1, term, s12);
            s22 = Math.fma(x2, term, s22);
            s32 = Math.fma(x3, term, s32);
            term = right[b3 + y];
            s03 = Math.fma(x0, term, s03);
            s13 = Math.fma(x1, term, s13);
            s23 = Math.fma(x2, term, s23);
            s33 = Math.fma(x3, term, s33);
        }
        block[0] = s00;
        block[1] = s01;
        block[2] = s02;
        block[3] = s03;
        block[4] = s10;
        block[5] = s11;
        block[6] = s12;
        block[7] = s13;
        block[8] = s20;
        block[9] = s21;
        block[10] = s22;
        block[11] = s23;
        block[12] = s30;
        block[13] = s31;
        block[14] = s32;
        block[15] = s33;
    }

    /** Writes what there is of the tile. */
    void store(int at, int rowStride) {
        for (int row = 0; row < rowCount; row++) {
            System.arraycopy(total, row * SIZE, c, at + row * rowStride, columnCount);
        }
    }
}
