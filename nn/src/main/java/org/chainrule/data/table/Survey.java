package org.chainrule.data.table;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the values of a column look like, seen one after the other. */
final class Survey {
    /** A column of which fewer are numbers holds categories. */
    private static final double MOSTLY = 0.9;

    /** More different values are not kept, nor counted: no column of as many has an input or output for each. */
    private static final int MOST_KEPT = 1000;

    private final Set<String> different = new HashSet<>();
    private long values;
    private long missing;
    private long numbers;
    private long whole;
    private long truths;
    private Optional<Cell> text = Optional.empty();

    void see(Cell cell) {
        if (cell.isMissing()) {
            missing++;
            return;
        }
        values++;
        if (different.size() < MOST_KEPT) {
            different.add(cell.text());
        }
        truths += cell.truth().isPresent() ? 1 : 0;
        cell.number()
                .ifPresentOrElse(
                        number -> {
                            numbers++;
                            whole += number == Math.rint(number) ? 1 : 0;
                        },
                        () -> text = text.or(() -> Optional.of(cell)));
    }

    /**
     * What the values are.
     *
     * @throws org.chainrule.data.DataException if nearly all are numbers, and one is not
     */
    Kind kind() {
        if (text.isPresent() && numbers >= MOSTLY * values) {
            throw text.get()
                    .refused("is not a number, as %,d of %,d values of the column are; leave it empty if it is missing"
                            .formatted(numbers, values));
        }
        return values == numbers ? Kind.NUMBER : values == truths ? Kind.TRUTH : Kind.CATEGORY;
    }

    long values() {
        return values;
    }

    long missing() {
        return missing;
    }

    boolean isWhole() {
        return whole == values;
    }

    int differentValues() {
        return different.size();
    }

    /** How many different values there are, in words. */
    String differentValuesInWords() {
        return differentValues() < MOST_KEPT ? String.valueOf(differentValues()) : MOST_KEPT + " or more";
    }

    /** The different values: numbers by size, anything else by the alphabet. */
    List<String> sortedValues() {
        Comparator<String> order = numbers == values
                ? Comparator.<String>comparingDouble(Double::parseDouble).thenComparing(Comparator.naturalOrder())
                : Comparator.naturalOrder();
        return different.stream().sorted(order).toList();
    }
}
