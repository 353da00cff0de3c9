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
    /** The rows whose slices are read before the loop runs on them: what they look up stays in the first-level cache. */
    static final int ROWS = 32;

    /** Elements that come from memory together. */
    private static final int FLOATS = 64 / Float.BYTES;

    private static final int DOUBLES = 64 / Double.BYTES;

    /**
     * Reads what some rows look up.
     *
     * @return their sum, which somebody must want for anything to be read
     */
    double read(Object[] operands, int[] numbers, int from, int to) {
        int[] indices = (int[]) operands[index];
        int at = numbers[first];
        double sum = 0;
        for (int row = from; row < to; row++) {
            int slice = numbers[begin] + indices[at + row * step] * numbers[stride];
            sum += switch (operands[table]) {
                case float[] floats -> read(floats, slice, slice + length - 1);
                case double[] doubles -> read(doubles, slice, slice + length - 1);
                default -> throw new AssertionError("no table of floating numbers");
            };
        }
        return sum;
    }

    private static float read(float[] table, int from, int last) {
        float sum = table[last];
        for (int at = from; at < last; at += FLOATS) {
            sum += table[at];
        }
        return sum;
    }

    private static double read(double[] table, int from, int last) {
        double sum = table[last];
        for (int at = from; at < last; at += DOUBLES) {
            sum += table[at];
        }
        return sum;
    }
}
