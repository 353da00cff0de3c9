package org.chainrule.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Readers of option values. What they refuse is told with the option's name. */
final class Options {
    private Options() {}

    /** A whole number of at least 1. */
    static final class Count implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            return count(text);
        }
    }

    /** A number of threads. */
    static final class Threads implements ITypeConverter<Integer> {
        /** Enough for any machine, and few enough for the system to start them. */
        private static final int MOST = 1024;

        @Override
        public Integer convert(String text) {
            int threads = count(text);
            if (threads > MOST) {
                throw new TypeConversionException("'" + text + "' is above " + MOST);
            }
            return threads;
        }
    }

    /** A finite number above 0. */
    static final class Positive implements ITypeConverter<Double> {
        @Override
        public Double convert(String text) {
            double value = number(text);
            if (value <= 0) {
                throw new TypeConversionException("'" + text + "' is not above 0");
            }
            return value;
        }
    }

    /** A finite number of at least 0. */
    static final class NotNegative implements ITypeConverter<Double> {
        @Override
        public Double convert(String text) {
            double value = number(text);
            if (value < 0) {
                throw new TypeConversionException("'" + text + "' is below 0");
            }
            return value;
        }
    }

    /** The widths of layers: {@code 256,128}, or {@code none}. */
    static final class Widths implements ITypeConverter<HiddenWidths> {
        @Override
        public HiddenWidths convert(String text) {
            if (text.equals("none")) {
                return new HiddenWidths(List.of());
            }
            return new HiddenWidths(Arrays.stream(text.split(",", -1))
                    .map(String::strip)
                    .map(Options::count)
                    .toList());
        }
    }

    /** The widths of the hidden layers, from the input on. */
    record HiddenWidths(List<Integer> widths) {
        HiddenWidths {
            widths = List.copyOf(widths);
        }

        @Override
        public String toString() {
            return widths.isEmpty()
                    ? "none"
                    : widths.stream().map(String::valueOf).collect(Collectors.joining(","));
        }
    }

    /** The name of an enum constant on the command line: {@code hard-tanh} for {@code HARD_TANH}. */
    static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The constant of a name. */
    static <E extends Enum<E>> E named(Class<E> choices, String text) {
        E[] constants = choices.getEnumConstants();
        return Arrays.stream(constants)
                .filter(constant -> name(constant).equals(text.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("'" + text + "' is none of "
                        + Arrays.stream(constants).map(Options::name).collect(Collectors.joining(", "))));
    }

    private static int count(String text) {
        try {
            int count = Integer.parseInt(text);
            if (count < 1) {
                throw new TypeConversionException("'" + text + "' is below 1");
            }
            return count;
        } catch (NumberFormatException e) {
            throw new TypeConversionException("'" + text + "' is not a whole number");
        }
    }

    private static double number(String text) {
        try {
            double value = Double.parseDouble(text);
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new TypeConversionException("'" + text + "' is not a number");
    }
}
