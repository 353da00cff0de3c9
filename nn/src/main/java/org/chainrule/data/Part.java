package org.chainrule.data;

/** What an example is for. */
public enum Part {
    /** Learnt from. */
    TRAINING,
    /** Watched while learning, to end it in time. */
    VALIDATION,
    /** Touched once, at the end. */
    TEST
}
