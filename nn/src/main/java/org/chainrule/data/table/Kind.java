package org.chainrule.data.table;

import java.util.OptionalDouble;

/** What the values of a column are. */
public enum Kind {
    /** Finite decimal numbers. */
    NUMBER("a number") {
        @Override
        OptionalDouble value(Cell cell) {
            return cell.number();
        }
    },
    /** True and false, or yes and no. */
    TRUTH("true or false") {
        @Override
        OptionalDouble value(Cell cell) {
            return cell.truth();
        }
    },
    /** Names that stand for nothing but themselves. */
    CATEGORY("a category") {
        @Override
        OptionalDouble value(Cell cell) {
            return OptionalDouble.empty();
        }
    };

    private final String words;

    Kind(String words) {
        this.words = words;
    }

    /** The value as a number; none if it is none of this kind. */
    abstract OptionalDouble value(Cell cell);

    /** The same of a cell that must have one. */
    double required(Cell cell) {
        return value(cell).orElseThrow(() -> cell.refused("is not " + words));
    }
}
