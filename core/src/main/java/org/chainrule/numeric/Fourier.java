package org.chainrule.numeric;

/**
 * The discrete Fourier transform y_k = Σ_j x_j·e^(∓2πi·jk/n) of one length, not divided by n. Powers of two by Cooley and Tukey's halving;
 * other lengths as a convolution with a chirp, over a power of two (Bluestein 1970).
 */
public final class Fourier {
    private final int length;
    private final double[] cosines;
    private final double[] sines;

    /** Of a power of two: e^(∓2πi·k/n) for the first half of all k. */
    private Fourier(int length, boolean inverse) {
        this.length = length;
        this.cosines = new double[length / 2];
        this.sines = new double[length / 2];
        for (int k = 0; k < length / 2; k++) {
            double angle = 2 * Math.PI * k / length;
            cosines[k] = Math.cos(angle);
            sines[k] = inverse ? Math.sin(angle) : -Math.sin(angle);
        }
    }

    /**
     * Transforms in place.
     *
     * @param re the real parts
     * @param im the imaginary parts, as many
     * @param inverse whether the exponent's sign is plus
     */
    public static void transform(double[] re, double[] im, boolean inverse) {
        int n = re.length;
        if (Integer.bitCount(n) <= 1) {
            new Fourier(n, inverse).halve(re, im);
        } else {
            bluestein(re, im, inverse);
        }
    }

    private void halve(double[] re, double[] im) {
        reverseBits(re, im);
        for (int half = 1; half < length; half *= 2) {
            int stride = length / (2 * half);
            for (int start = 0; start < length; start += 2 * half) {
                for (int k = 0; k < half; k++) {
                    int a = start + k;
                    int b = a + half;
                    double c = cosines[k * stride];
                    double s = sines[k * stride];
                    double real = re[b] * c - im[b] * s;
                    double imaginary = re[b] * s + im[b] * c;
                    re[b] = re[a] - real;
                    im[b] = im[a] - imaginary;
                    re[a] += real;
                    im[a] += imaginary;
                }
            }
        }
    }

    private void reverseBits(double[] re, double[] im) {
        int shift = Integer.numberOfLeadingZeros(length) + 1;
        for (int i = 1; i < length; i++) {
            int j = Integer.reverse(i) >>> shift;
            if (i < j) {
                double real = re[i];
                re[i] = re[j];
                re[j] = real;
                double imaginary = im[i];
                im[i] = im[j];
                im[j] = imaginary;
            }
        }
    }

    /** As jk = (j² + k² − (k − j)²)/2: chirp, convolve with the opposite chirp, chirp again. */
    private static void bluestein(double[] re, double[] im, boolean inverse) {
        int n = re.length;
        int wide = Math.multiplyExact(2, Integer.highestOneBit(2 * n - 1));
        double[] c = new double[n];
        double[] s = new double[n];
        double[] a = new double[wide];
        double[] b = new double[wide];
        double[] p = new double[wide];
        double[] q = new double[wide];
        for (int k = 0; k < n; k++) {
            // k² modulo the period 2n, for accuracy
            double angle = Math.PI * ((long) k * k % (2L * n)) / n;
            c[k] = Math.cos(angle);
            s[k] = inverse ? Math.sin(angle) : -Math.sin(angle);
            a[k] = re[k] * c[k] - im[k] * s[k];
            b[k] = re[k] * s[k] + im[k] * c[k];
            p[k] = c[k];
            q[k] = -s[k];
            if (k > 0) {
                p[wide - k] = p[k];
                q[wide - k] = q[k];
            }
        }
        Fourier there = new Fourier(wide, false);
        there.halve(a, b);
        there.halve(p, q);
        for (int k = 0; k < wide; k++) {
            double real = a[k] * p[k] - b[k] * q[k];
            b[k] = a[k] * q[k] + b[k] * p[k];
            a[k] = real;
        }
        new Fourier(wide, true).halve(a, b);
        for (int k = 0; k < n; k++) {
            re[k] = (a[k] * c[k] - b[k] * s[k]) / wide;
            im[k] = (a[k] * s[k] + b[k] * c[k]) / wide;
        }
    }
}
