package org.chainrule.data.table;

/** What is predicted of a row. */
public enum Task {
    /** One of some classes. */
    CLASSIFICATION,
    /** A number. */
    REGRESSION
}
