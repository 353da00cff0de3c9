package org.chainrule.numeric;

/**
 * Householder's orthogonalization of the columns of a matrix of m rows and n ≤ m columns: A = Q·R.
 *
 * @param q m rows of n; its columns are orthonormal
 * @param r n rows of n, upper triangular; the signs of its diagonal are LAPACK's: minus that of the column's first element
 */
public record Qr(double[] q, double[] r) {
    public static Qr factor(double[] a, int m, int n) {
        // columns lie along memory; each in turn becomes the vector v of its reflection 1 − τ·v·vᵀ
        double[] columns = new double[n * m];
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                columns[j * m + i] = a[i * n + j];
            }
        }
        double[] r = new double[n * n];
        double[] tau = new double[n];
        for (int k = 0; k < n; k++) {
            int at = k * m + k;
            double first = columns[at];
            double length = length(columns, at, m - k);
            double diagonal = first > 0 ? -length : length;
            if (m - k == 1 || length == 0) {
                diagonal = first;
            } else {
                tau[k] = (diagonal - first) / diagonal;
                Rows.divide(columns, at + 1, first - diagonal, m - k - 1);
            }
            columns[at] = 1;
            for (int j = k + 1; j < n; j++) {
                reflect(columns, at, tau[k], columns, j * m + k, m - k);
            }
            r[k * n + k] = diagonal;
            for (int j = k + 1; j < n; j++) {
                r[k * n + j] = columns[j * m + k];
            }
        }
        return new Qr(reflections(columns, tau, m, n), r);
    }

    /** The first n columns of the product of all reflections. */
    private static double[] reflections(double[] columns, double[] tau, int m, int n) {
        double[] q = new double[m * n];
        double[] unit = new double[m];
        for (int j = 0; j < n; j++) {
            java.util.Arrays.fill(unit, 0);
            unit[j] = 1;
            for (int k = j; k >= 0; k--) {
                reflect(columns, k * m + k, tau[k], unit, k, m - k);
            }
            for (int i = 0; i < m; i++) {
                q[i * n + j] = unit[i];
            }
        }
        return q;
    }

    private static void reflect(double[] v, int vStart, double tau, double[] x, int start, int count) {
        if (tau != 0) {
            Rows.subtract(x, start, tau * Rows.dot(v, vStart, x, start, count), v, vStart, count);
        }
    }

    /** √Σ x², without overflow. */
    private static double length(double[] x, int start, int count) {
        double largest = 0;
        for (int i = 0; i < count; i++) {
            largest = Math.max(largest, Math.abs(x[start + i]));
        }
        if (largest == 0 || !Double.isFinite(largest)) {
            return largest;
        }
        double sum = 0;
        for (int i = 0; i < count; i++) {
            double scaled = x[start + i] / largest;
            sum += scaled * scaled;
        }
        return largest * Math.sqrt(sum);
    }
}
