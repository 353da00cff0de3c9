package org.chainrule.data.table;

import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import org.chainrule.data.DataException;

/**
 * A field of a table, and where it stands.
 *
 * @param line where its row begins, from 1
 * @param text without blanks around it
 */
public record Cell(Path file, long line, String column, String text) {
    private static final Set<String> MISSING = Set.of("", "na", "n/a", "nan", "null", "?");
    private static final int LONGEST_MISSING = 4;
    private static final int LONGEST_TRUTH = 5;
    private static final int LONGEST_SHOWN = 40;

    public Cell {
        text = text.strip();
    }

    /** Whether there is no value: an empty field, or a word for it, as NA, NaN, null or ?. */
    public boolean isMissing() {
        return text.length() <= LONGEST_MISSING && MISSING.contains(text.toLowerCase(Locale.ROOT));
    }

    /** The finite decimal number that this is; none if it is no such thing. */
    public OptionalDouble number() {
        // Java would take 1f, 0x1p3 and Infinity as well
        if (!isDecimal()) {
            return OptionalDouble.empty();
        }
        try {
            double number = Double.parseDouble(text);
            return Float.isFinite((float) number) ? OptionalDouble.of(number) : OptionalDouble.empty();
        } catch (NumberFormatException e) {
            return OptionalDouble.empty();
        }
    }

    private boolean isDecimal() {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && "+-.eE".indexOf(c) < 0) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    /** 1 for true and yes, 0 for false and no; none if it is no such thing. */
    public OptionalDouble truth() {
        if (text.length() > LONGEST_TRUTH) {
            return OptionalDouble.empty();
        }
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "yes", "t", "y" -> OptionalDouble.of(1);
            case "false", "no", "f", "n" -> OptionalDouble.of(0);
            default -> OptionalDouble.empty();
        };
    }

    /** What is wrong with it: {@code data.csv: line 7, column age: 'abc' is not a number}. */
    public DataException refused(String why) {
        return new DataException(place() + ": " + shown() + " " + why);
    }

    String place() {
        return file + ": line " + line + ", column " + column;
    }

    String shown() {
        return "'" + (text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "…") + "'";
    }
}
