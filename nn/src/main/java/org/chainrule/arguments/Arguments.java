package org.chainrule.arguments;

/** Checks the numbers of a record where it is made: an error names the number, its value and its range. */
public final class Arguments {
    private Arguments() {}

    /** @throws IllegalArgumentException if a number is infinite or NaN */
    public static void finite(String name, double value) {
        check(Double.isFinite(value), name, value, "a finite number");
    }

    /** @throws IllegalArgumentException if a number is negative, infinite or NaN */
    public static void notNegative(String name, double value) {
        check(value >= 0 && Double.isFinite(value), name, value, "a finite number from 0 on");
    }

    /** @throws IllegalArgumentException if a number is not from 0 (inclusive) to 1 (exclusive) */
    public static void belowOne(String name, double value) {
        check(value >= 0 && value < 1, name, value, "at least 0 and less than 1");
    }

    /** @throws IllegalArgumentException if a number is 0, negative, infinite or NaN */
    public static void positive(String name, double value) {
        check(value > 0 && Double.isFinite(value), name, value, "a finite number above 0");
    }

    /** @throws IllegalArgumentException if a number is less than 1 */
    public static void count(String name, long value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " is a whole number from 1 on, not " + value);
        }
    }

    private static void check(boolean right, String name, double value, String range) {
        if (!right) {
            throw new IllegalArgumentException(name + " is " + range + ", not " + value);
        }
    }
}
