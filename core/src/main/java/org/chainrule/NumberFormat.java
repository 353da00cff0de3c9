package org.chainrule;

import java.util.List;
import java.util.stream.IntStream;
import org.chainrule.graph.DType;
import org.chainrule.graph.Data;

/**
 * How the numbers of a tensor are written, so that they stand in columns: NumPy's rules. Real numbers have as many decimals
 * as tell them apart, 8 at most; they are all written with exponents if one is at least 10⁸ (10⁶ of
 * float32) or below 10⁻⁴, or if they span
 * more than three orders of magnitude.
 *
 * @param exponents whether numbers are written with exponents
 * @param whole the width before the point, the sign included
 * @param decimals the width after the point
 * @param exponent the digits of exponents
 */
record NumberFormat(DType dtype, boolean exponents, int whole, int decimals, int exponent) {
    private static final double LARGE = 1e8;
    private static final double LARGE_SINGLE = 1e6;
    private static final double SMALL = 1e-4;
    private static final double SPAN = 1000;

    /** For the elements at some places. */
    static NumberFormat of(Data data, List<Integer> places) {
        DType dtype = data.type().dtype();
        if (!dtype.isFloating()) {
            int least = dtype == DType.BOOL ? "false".length() : 0;
            int width = places.stream()
                    .mapToInt(place -> whole(data, place).length())
                    .reduce(least, Math::max);
            return new NumberFormat(dtype, false, width, 0, 0);
        }
        boolean single = dtype == DType.FLOAT32;
        double[] values = places.stream().mapToDouble(data::getDouble).toArray();
        double[] finite = IntStream.range(0, values.length)
                .mapToDouble(i -> values[i])
                .filter(Double::isFinite)
                .toArray();
        boolean exponents = needExponents(finite, single);
        int whole = 0;
        int decimals = 0;
        int exponent = 0;
        for (double value : finite) {
            Decimal text = exponents ? Decimal.scientific(value, single) : Decimal.positional(value, single);
            whole = Math.max(whole, text.whole().length());
            decimals = Math.max(decimals, text.decimals().length());
            exponent = Math.max(exponent, text.exponentDigits());
        }
        NumberFormat format = new NumberFormat(dtype, exponents, whole, decimals, exponent);
        int longest = 0;
        for (double value : values) {
            longest = Double.isFinite(value)
                    ? longest
                    : Math.max(longest, word(value).length());
        }
        return new NumberFormat(
                dtype, exponents, Math.max(whole, longest - (format.width() - whole)), decimals, exponent);
    }

    private static boolean needExponents(double[] finite, boolean single) {
        double largest = 0;
        double smallest = Double.POSITIVE_INFINITY;
        for (double value : finite) {
            double size = Math.abs(value);
            largest = Math.max(largest, size);
            smallest = size > 0 ? Math.min(smallest, size) : smallest;
        }
        if (single) {
            return largest > 0 && (largest >= LARGE_SINGLE || smallest < (float) SMALL || largest / smallest > SPAN);
        }
        return largest > 0 && (largest >= LARGE || smallest < SMALL || largest / smallest > SPAN);
    }

    private int width() {
        return whole + 1 + decimals + (exponents ? 2 + exponent : 0);
    }

    /** One element, as wide as all others. */
    String text(Data data, int place) {
        if (!dtype.isFloating()) {
            return padded(whole(data, place), whole);
        }
        double value = data.getDouble(place);
        if (!Double.isFinite(value)) {
            return padded(word(value), width());
        }
        boolean single = dtype == DType.FLOAT32;
        if (exponents) {
            Decimal text = Decimal.scientific(value, single);
            Decimal filled = text.decimals().length() == decimals ? text : Decimal.exact(value, decimals);
            return padded(filled.whole(), whole) + "." + filled.decimals()
                    + "0".repeat(decimals - filled.decimals().length()) + "e" + filled.exponent(exponent);
        }
        Decimal text = Decimal.positional(value, single);
        return padded(text.whole(), whole) + "." + text.decimals()
                + " ".repeat(decimals - text.decimals().length());
    }

    /** The only element of a tensor without axes, in its shortest form. */
    static String scalar(Data data) {
        double value = data.type().dtype().isFloating() ? data.getDouble(0) : 0;
        if (!data.type().dtype().isFloating()) {
            return whole(data, 0);
        }
        return Double.isFinite(value) ? Decimal.shortest(value, data.type().dtype() == DType.FLOAT32) : word(value);
    }

    private static String whole(Data data, int place) {
        long value = data.getLong(place);
        return data.type().dtype() == DType.BOOL ? Boolean.toString(value != 0) : Long.toString(value);
    }

    private static String word(double value) {
        return Double.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
    }

    private static String padded(String text, int width) {
        return " ".repeat(Math.max(0, width - text.length())) + text;
    }
}
