package org.chainrule.numeric;

/** Steps along rows of matrices, the inner loops of all factorizations. */
final class Rows {
    private Rows() {}

    /** {@code to −= factor · from}, over so many elements. */
    static void subtract(double[] to, int toStart, double factor, double[] from, int fromStart, int count) {
        for (int i = 0; i < count; i++) {
            to[toStart + i] -= factor * from[fromStart + i];
        }
    }

    static void divide(double[] row, int start, double divisor, int count) {
        for (int i = 0; i < count; i++) {
            row[start + i] /= divisor;
        }
    }

    static void swap(double[] rows, int first, int second, int count) {
        for (int i = 0; i < count; i++) {
            double kept = rows[first + i];
            rows[first + i] = rows[second + i];
            rows[second + i] = kept;
        }
    }

    static double dot(double[] a, int aStart, double[] b, int bStart, int count) {
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += a[aStart + i] * b[bStart + i];
        }
        return sum;
    }
}
