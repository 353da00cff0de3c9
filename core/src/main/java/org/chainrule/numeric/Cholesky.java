package org.chainrule.numeric;

import java.util.Arrays;

/** Cholesky's factorization of a symmetric positive definite matrix. */
public final class Cholesky {
    private Cholesky() {}

    /**
     * The lower triangular L with A = L·Lᵀ and a positive diagonal; NaN everywhere if A is not positive definite.
     *
     * @param a n rows of n; only the lower triangle is read
     */
    public static double[] factor(double[] a, int n) {
        double[] l = new double[n * n];
        // rows of Lᵀ, so that the inner loop runs along memory
        double[] rest = transposed(a, n);
        for (int k = 0; k < n; k++) {
            double pivot = rest[k * n + k];
            if (!(pivot > 0) || pivot == Double.POSITIVE_INFINITY) {
                Arrays.fill(l, Double.NaN);
                return l;
            }
            double root = Math.sqrt(pivot);
            for (int j = k; j < n; j++) {
                rest[k * n + j] /= root;
                l[j * n + k] = rest[k * n + j];
            }
            for (int i = k + 1; i < n; i++) {
                Rows.subtract(rest, i * n + i, rest[k * n + i], rest, k * n + i, n - i);
            }
        }
        return l;
    }

    private static double[] transposed(double[] a, int n) {
        double[] result = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                result[j * n + i] = a[i * n + j];
            }
        }
        return result;
    }
}
