package org.chainrule.optim;

import org.chainrule.Tensor;

/**
 * A matrix with its singular values brought near 1, by products alone:
 *
 * <pre>
 * X = D/max(‖D‖, 1e-7)                    the smaller side first
 * A = X·Xᵀ                                 X = a·X + (b·A + c·A²)·X, again and again
 * </pre>
 *
 * With Jordan's (a, b, c) = (3.4445, −4.775, 2.0315), which are chosen to lift small singular values fast, they end between 0.7 and 1.2,
 * and not at 1.
 */
final class NewtonSchulz {
    private static final double A = 3.4445;
    private static final double B = -4.775;
    private static final double C = 2.0315;
    private static final double LEAST_NORM = 1e-7;

    private NewtonSchulz() {}

    /**
     * @param matrix of two axes
     */
    static Tensor orthogonal(Tensor matrix, int iterations) {
        boolean tall = matrix.shape().extent(0) > matrix.shape().extent(1);
        Tensor wide = tall ? matrix.transpose() : matrix;
        Tensor x = wide.div(wide.norm().maximum(LEAST_NORM));
        for (int i = 0; i < iterations; i++) {
            Tensor gram = x.matmul(x.transpose());
            Tensor update = gram.mul(B).add(gram.matmul(gram).mul(C));
            x = x.mul(A).add(update.matmul(x));
        }
        return tall ? x.transpose() : x;
    }
}
