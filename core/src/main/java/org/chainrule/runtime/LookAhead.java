package org.chainrule.runtime;

/**
 * Slices of a table that rows of a loop will look up, read just before: the processor then waits for dozens of them at a time. The
 * loop's own code is so long that hardly two of its rows are under way at once.
 *
 * @param table which operand is looked up in
 * @param begin where among the launch's numbers its offset stands
 * @param index which operand holds the numbers of the slices
 * @param first where among the launch's numbers the offset of the first row's number stands
 * @param step how far a row's number lies from the next row's
 * @param stride where among the launch's numbers the distance from a slice to the next stands
 * @param length the elements of a slice
 */
public record LookAhead(int table, int begin, int index, int first, int step, int stride, int length) {
    /** Elements that come from memory together: a line. */
    private static final int FLOATS = 64 / Float.BYTES;

    private static final int DOUBLES = 64 / Double.BYTES;

    /**
     * Reads what some rows look up.
     *
     * @return their sum, which somebody must want for anything to be read
     */
    double read(Object[] operands, int[] numbers, int from, int to) {
        int[] indices = (int[]) operands[index];
        int at = numbers[first] + from * step;
        int slices = numbers[begin];
        int apart = numbers[stride];
        int read = 0;
        double sum = 0;
        switch (operands[table]) {
            case float[] floats -> {
                for (; read + 4 * FLOATS <= length; read += 4 * FLOATS) {
                    sum += fourLines(floats, slices + read, apart, indices, at, to - from);
                }
                for (; read < length; read += FLOATS) {
                    sum += line(floats, slices + read, apart, indices, at, to - from);
                }
            }
            case double[] doubles -> {
                for (; read + 4 * DOUBLES <= length; read += 4 * DOUBLES) {
                    sum += fourLines(doubles, slices + read, apart, indices, at, to - from);
                }
                for (; read < length; read += DOUBLES) {
                    sum += line(doubles, slices + read, apart, indices, at, to - from);
                }
            }
            default -> throw new AssertionError("no table of floating numbers");
        }
        return sum;
    }

    /**
     * What fills four lines of each slice. Arrays do not begin where lines do, so it lies in five. Written out, in ascending order, which
     * together takes half as long as the last one first and then the others in a loop.
     */
    private float fourLines(float[] table, int begin, int apart, int[] indices, int at, int rows) {
        float sum = 0;
        for (int row = 0; row < rows; row++) {
            int slice = begin + indices[at + row * step] * apart;
            sum += (table[slice] + table[slice + FLOATS])
                    + (table[slice + 2 * FLOATS] + table[slice + 3 * FLOATS])
                    + table[slice + 4 * FLOATS - 1];
        }
        return sum;
    }

    private double fourLines(double[] table, int begin, int apart, int[] indices, int at, int rows) {
        double sum = 0;
        for (int row = 0; row < rows; row++) {
            int slice = begin + indices[at + row * step] * apart;
            sum += (table[slice] + table[slice + DOUBLES])
                    + (table[slice + 2 * DOUBLES] + table[slice + 3 * DOUBLES])
                    + table[slice + 4 * DOUBLES - 1];
        }
        return sum;
    }

    private float line(float[] table, int begin, int apart, int[] indices, int at, int rows) {
        float sum = 0;
        for (int row = 0; row < rows; row++) {
            sum += table[begin + indices[at + row * step] * apart];
        }
        return sum;
    }

    private double line(double[] table, int begin, int apart, int[] indices, int at, int rows) {
        double sum = 0;
        for (int row = 0; row < rows; row++) {
            sum += table[begin + indices[at + row * step] * apart];
        }
        return sum;
    }
}
