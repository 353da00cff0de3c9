package org.chainrule.lens.health;

import java.util.Locale;

/** Numbers in sentences. */
final class Words {
    private Words() {}

    /** With three digits. */
    static String number(double value) {
        double size = Math.abs(value);
        if (!Double.isFinite(value) || value == 0) {
            return value == 0 ? "0" : String.valueOf(value);
        }
        return size >= 0.001 && size < 100_000
                ? new java.math.BigDecimal(value)
                        .round(new java.math.MathContext(3))
                        .stripTrailingZeros()
                        .toPlainString()
                : String.format(Locale.ROOT, "%.1e", value);
    }

    /** As {@code 1,200 times}. */
    static String times(double factor) {
        return !Double.isFinite(factor) || factor >= 1e6
                ? number(factor) + " times"
                : String.format(Locale.ROOT, factor < 10 ? "%.1f times" : "%,.0f times", factor);
    }
}
