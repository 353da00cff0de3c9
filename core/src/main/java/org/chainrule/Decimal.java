package org.chainrule;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * A real number in decimal digits: those that tell it apart from its neighbours, but at most 8 decimals.
 *
 * @param whole before the point, with the sign, as {@code -12}
 * @param decimals after it, without zeros at the end; may be empty
 * @param power of ten by which it is multiplied
 */
record Decimal(String whole, String decimals, int power) {
    private static final int MOST_DECIMALS = 8;
    private static final double PLAIN_FROM = 1e-4;
    private static final double PLAIN_BELOW = 1e16;
    private static final double PLAIN_BELOW_SINGLE = 1e6;

    /** Without an exponent. */
    static Decimal positional(double value, boolean single) {
        BigDecimal digits = digits(value, single);
        if (digits.scale() > MOST_DECIMALS) {
            digits = new BigDecimal(value).setScale(MOST_DECIMALS, RoundingMode.HALF_EVEN);
        }
        return split(value, digits, 0);
    }

    /** With one digit before the point. */
    static Decimal scientific(double value, boolean single) {
        BigDecimal digits = digits(value, single);
        if (digits.signum() == 0) {
            return split(value, digits, 0);
        }
        return digits.precision() > MOST_DECIMALS + 1 ? exact(value, MOST_DECIMALS) : scaled(value, digits);
    }

    /** With one digit before the point and so many after it, which go on where the shortest would end. */
    static Decimal exact(double value, int decimals) {
        return scaled(value, new BigDecimal(value).round(new MathContext(decimals + 1, RoundingMode.HALF_EVEN)));
    }

    private static Decimal scaled(double value, BigDecimal digits) {
        int power = digits.precision() - digits.scale() - 1;
        return split(value, digits.scaleByPowerOfTen(-power), power);
    }

    /** The shortest text that reads as the same number, as {@code 0.1} or {@code 1e-07}. */
    static String shortest(double value, boolean single) {
        BigDecimal digits = digits(value, single);
        double size = Math.abs(value);
        if (size == 0 || size >= PLAIN_FROM && size < (single ? PLAIN_BELOW_SINGLE : PLAIN_BELOW)) {
            Decimal plain = split(value, digits, 0);
            return plain.whole + "." + (plain.decimals.isEmpty() ? "0" : plain.decimals);
        }
        Decimal text = scaled(value, digits);
        return text.whole + (text.decimals.isEmpty() ? "" : "." + text.decimals) + "e" + text.exponent(2);
    }

    /** The fewest digits that tell it apart: those of Java's text, which has two at least. */
    private static BigDecimal digits(double value, boolean single) {
        BigDecimal digits = new BigDecimal(single ? Float.toString((float) value) : Double.toString(value));
        BigDecimal one = digits.round(new MathContext(1));
        boolean enough = single ? one.floatValue() == (float) value : one.doubleValue() == value;
        return enough ? one : digits;
    }

    private static Decimal split(double value, BigDecimal digits, int power) {
        String text = digits.abs().toPlainString();
        int point = text.indexOf('.');
        String decimals = point < 0 ? "" : text.substring(point + 1).replaceAll("0+$", "");
        String sign = Double.doubleToRawLongBits(value) < 0 ? "-" : "";
        return new Decimal(sign + (point < 0 ? text : text.substring(0, point)), decimals, power);
    }

    /** How many digits the exponent has, 2 at least. */
    int exponentDigits() {
        return Math.max(2, Integer.toString(Math.abs(power)).length());
    }

    /** The exponent with its sign and so many digits, as {@code +05}. */
    String exponent(int width) {
        String digits = Integer.toString(Math.abs(power));
        return (power < 0 ? "-" : "+") + "0".repeat(Math.max(0, width - digits.length())) + digits;
    }
}
