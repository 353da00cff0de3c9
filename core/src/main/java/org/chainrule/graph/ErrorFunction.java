package org.chainrule.graph;

/** The error function erf(x) = 2/√π · ∫₀ˣ exp(−t²) dt in double precision, with a relative error of about 1e-15. */
final class ErrorFunction {
    /** From here on 1 − erf(x) is taken from its continued fraction, which converges the faster the larger x is. */
    private static final double FAR = 3;
    /** From here on erf(x) is 1 in double precision: erfc(6) = 2.2e-17. */
    private static final double SATURATED = 6;

    private static final int FRACTION_LEVELS = 60;
    private static final double ROOT_OF_PI = 1.7724538509055160273;

    private ErrorFunction() {}

    static double erf(double x) {
        double distance = Math.abs(x);
        if (distance >= SATURATED) {
            return Math.signum(x);
        }
        if (distance >= FAR) {
            return Math.copySign(1 - complement(distance), x);
        }
        return series(x);
    }

    /** 2/√π · exp(−x²) · Σ 2ⁿ x²ⁿ⁺¹ / (2n+1)!!, whose terms all have one sign: nothing cancels. */
    private static double series(double x) {
        double square = x * x;
        double term = x;
        double sum = x;
        for (int n = 1; Math.abs(term) > Math.abs(sum) * 0x1p-56; n++) {
            term *= 2 * square / (2 * n + 1);
            sum += term;
        }
        return 2 / ROOT_OF_PI * StrictMath.exp(-square) * sum;
    }

    /** erfc(x) = exp(−x²)/√π · 1/(x + ½/(x + 1/(x + 1½/(x + …)))). */
    private static double complement(double x) {
        double fraction = x;
        for (int level = FRACTION_LEVELS; level >= 1; level--) {
            fraction = x + level * 0.5 / fraction;
        }
        return StrictMath.exp(-x * x) / (ROOT_OF_PI * fraction);
    }
}
