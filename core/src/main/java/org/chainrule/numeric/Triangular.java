package org.chainrule.numeric;

/** Systems of equations with a triangular matrix, by substitution. */
public final class Triangular {
    private Triangular() {}

    /**
     * The X with T·X = B, or Tᵀ·X = B. A zero on the diagonal gives infinities or NaN, as the division does.
     *
     * @param t n rows of n, of which one triangle is read
     * @param b n rows of k; overwritten by X
     * @param lower which triangle
     * @param transposed whether the matrix of the system is Tᵀ
     * @param unit whether the diagonal counts as ones and is not read
     */
    public static void solve(double[] t, double[] b, int n, int k, boolean lower, boolean transposed, boolean unit) {
        boolean downward = lower != transposed;
        for (int step = 0; step < n; step++) {
            int row = downward ? step : n - 1 - step;
            int from = downward ? 0 : row + 1;
            int to = downward ? row : n;
            for (int known = from; known < to; known++) {
                double factor = transposed ? t[known * n + row] : t[row * n + known];
                Rows.subtract(b, row * k, factor, b, known * k, k);
            }
            if (!unit) {
                Rows.divide(b, row * k, t[row * n + row], k);
            }
        }
    }
}
