package org.chainrule.data.table;

/** What a row is for. */
public enum Part {
    /** Learnt from. */
    TRAINING,
    /** Watched while learning, to end it in time. */
    VALIDATION,
    /** Touched once, at the end. */
    TEST
}
