package org.chainrule.graph;

import java.util.Locale;

/** The dtypes that an elementwise operation is defined on. */
enum Accepts {
    FLOATING("float32 or float64"),
    NUMERIC("a number type"),
    BITS("int32, int64 or bool"),
    INTEGERS("int32 or int64"),
    ANY("any type");

    private final String words;

    Accepts(String words) {
        this.words = words;
    }

    private boolean includes(DType dtype) {
        return switch (this) {
            case FLOATING -> dtype.isFloating();
            case NUMERIC -> dtype != DType.BOOL;
            case BITS -> !dtype.isFloating();
            case INTEGERS -> dtype.isInteger();
            case ANY -> true;
        };
    }

    /** @throws DTypeException if the operation is not defined on that dtype */
    void check(Object operation, DType dtype) {
        if (!includes(dtype)) {
            throw new DTypeException(name(operation) + ": takes " + words + ", not " + lower(dtype) + "; use cast()");
        }
    }

    /** @throws DTypeException if the two differ, or the operation is not defined on them */
    void check(Object operation, DType first, DType second) {
        if (first != second) {
            throw new DTypeException(name(operation) + ": one input is " + lower(first) + ", the other " + lower(second)
                    + "; cast() one of them");
        }
        check(operation, first);
    }

    /** As users write it; a name as it is. */
    private static String name(Object operation) {
        return switch (operation) {
            case String name -> name;
            case Elementwise elementwise -> elementwise.called();
            case Object row -> row.toString().toLowerCase(Locale.ROOT);
        };
    }

    private static String lower(DType dtype) {
        return dtype.name().toLowerCase(Locale.ROOT);
    }
}
