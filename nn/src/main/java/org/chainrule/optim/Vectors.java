package org.chainrule.optim;

import org.chainrule.Tensor;

/** Plain vectors in double precision. */
final class Vectors {
    private Vectors() {}

    static double[] of(Tensor vector) {
        return vector.toDoubles();
    }

    /** In four sums, of which the processor adds several at once. */
    static double dot(double[] a, double[] b) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int i = 0;
        for (; i + 3 < a.length; i += 4) {
            s0 += a[i] * b[i];
            s1 += a[i + 1] * b[i + 1];
            s2 += a[i + 2] * b[i + 2];
            s3 += a[i + 3] * b[i + 3];
        }
        for (; i < a.length; i++) {
            s0 += a[i] * b[i];
        }
        return s0 + s1 + (s2 + s3);
    }

    /** y = y + factor·x */
    static void add(double[] y, double factor, double[] x) {
        for (int i = 0; i < y.length; i++) {
            y[i] += factor * x[i];
        }
    }

    /** x + distance·direction */
    static double[] moved(double[] x, double distance, double[] direction) {
        double[] result = x.clone();
        add(result, distance, direction);
        return result;
    }

    static double[] scaled(double[] x, double factor) {
        double[] result = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            result[i] = x[i] * factor;
        }
        return result;
    }

    static double[] difference(double[] a, double[] b) {
        double[] result = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            result[i] = a[i] - b[i];
        }
        return result;
    }

    /** max |x|, NaN if there is one. */
    static double largest(double... x) {
        double largest = 0;
        for (double element : x) {
            largest = Math.max(largest, Math.abs(element));
        }
        return largest;
    }

    /** Σ |x| */
    static double sumOfSizes(double... x) {
        double sum = 0;
        for (double element : x) {
            sum += Math.abs(element);
        }
        return sum;
    }
}
