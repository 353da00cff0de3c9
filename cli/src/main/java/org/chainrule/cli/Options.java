package org.chainrule.cli;

import java.math.BigDecimal;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
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

    /** A whole number. */
    static final class Whole implements ITypeConverter<Long> {
        @Override
        public Long convert(String text) {
            try {
                return Long.parseLong(text);
            } catch (NumberFormatException e) {
                throw new TypeConversionException("'" + text + "' is not a whole number of at most 64 bits");
            }
        }
    }

    /** A file or folder. */
    static final class Place implements ITypeConverter<Path> {
        @Override
        public Path convert(String text) {
            if (text.isBlank()) {
                throw new TypeConversionException("'" + text + "' names no file or folder");
            }
            try {
                return Path.of(text);
            } catch (InvalidPathException e) {
                throw new TypeConversionException("'" + text + "' is no path in the system's character set, "
                        + System.getProperty("sun.jnu.encoding", "") + "; LC_ALL=C.UTF-8 may help");
            }
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

    /** A number above 0, and at most 1. */
    static final class Probability implements ITypeConverter<Double> {
        @Override
        public Double convert(String text) {
            double value = number(text);
            if (value <= 0 || value > 1) {
                throw new TypeConversionException("'" + text + "' is not above 0 and at most 1");
            }
            return value;
        }
    }

    /** A number from 0 to less than 1. */
    static final class Share implements ITypeConverter<Double> {
        @Override
        public Double convert(String text) {
            double value = number(text);
            if (value < 0 || value >= 1) {
                throw new TypeConversionException("'" + text + "' is not from 0 to less than 1");
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

    /** The names of all constants. */
    static <E extends Enum<E>> List<String> names(Class<E> choices) {
        return Arrays.stream(choices.getEnumConstants()).map(Options::name).toList();
    }

    /** The constant of a name. */
    static <E extends Enum<E>> E named(Class<E> choices, String text) {
        return Arrays.stream(choices.getEnumConstants())
                .filter(constant -> name(constant).equals(text.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("'" + text + "' is none of "
                        + String.join(", ", names(choices)) + Nearest.hint(text, names(choices))));
    }

    /** A value as a shell takes it: in quotes if it has more than letters, digits and what stands in numbers and paths. */
    static String forShell(String value) {
        return value.matches("[\\w./,:+-]+") ? value : "'" + value.replace("'", "'\\''") + "'";
    }

    /** A number as people write it: 0.003, 1e6, 2.5e-5. */
    static String written(double value) {
        BigDecimal exact = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        double size = Math.abs(value);
        if (value == 0 || size >= 1e-3 && size < 1e6) {
            return exact.toPlainString();
        }
        int exponent = exact.precision() - exact.scale() - 1;
        return exact.movePointLeft(exponent).toPlainString() + "e" + exponent;
    }

    private static int count(String text) {
        try {
            int count = Integer.parseInt(text);
            if (count < 1) {
                throw new TypeConversionException("'" + text + "' is below 1");
            }
            return count;
        } catch (NumberFormatException e) {
            throw new TypeConversionException("'" + text
                    + (text.matches("\\d+") ? "' is above " + Integer.MAX_VALUE : "' is not a whole number"));
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
