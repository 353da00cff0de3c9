package org.chainrule.numeric;

/**
 * Gauss's elimination with partial pivoting: the rows of A in another order are L·U, with ones on the diagonal of the lower triangular L.
 * Of a singular matrix U has a zero on its diagonal.
 *
 * @param packed U in the upper triangle, L below it
 * @param order which row of A stands in each row of L·U
 */
public record Lu(double[] packed, int[] order) {
    /** The factors of n rows of n. */
    public static Lu factor(double[] a, int n) {
        double[] rest = a.clone();
        int[] order = new int[n];
        java.util.Arrays.setAll(order, i -> i);
        for (int k = 0; k < n; k++) {
            int pivot = largest(rest, n, k);
            if (pivot != k) {
                Rows.swap(rest, pivot * n, k * n, n);
                int kept = order[k];
                order[k] = order[pivot];
                order[pivot] = kept;
            }
            double divisor = rest[k * n + k];
            for (int i = k + 1; i < n && divisor != 0; i++) {
                double factor = rest[i * n + k] / divisor;
                rest[i * n + k] = factor;
                Rows.subtract(rest, i * n + k + 1, factor, rest, k * n + k + 1, n - k - 1);
            }
        }
        return new Lu(rest, order);
    }

    /** The row from k on with the largest element in column k, the first of equals. */
    private static int largest(double[] rest, int n, int k) {
        int best = k;
        for (int i = k + 1; i < n; i++) {
            if (Math.abs(rest[i * n + k]) > Math.abs(rest[best * n + k])) {
                best = i;
            }
        }
        return best;
    }
}
