package org.chainrule.check;

/** What a check found. */
public enum Verdict {
    /** They agree within the error that the differences themselves show. */
    PASSED(true),
    /** The function has a kink here, and the gradient lies between the slopes of its two sides, as it may. */
    KINK(true),
    /** The function jumps here: there is no derivative to compare with. */
    JUMP(true),
    /** An infinite input cannot be moved, its gradient is finite; or an operation has no forward mode to compare with. */
    SKIPPED(true),
    /** They disagree by more than the differences' error. */
    WRONG(false),
    /** The value or the gradient is NaN or infinite: nothing can be said of it. */
    NON_FINITE(false),
    /** The differences do not settle: the function is noisy, or wilder than any step resolves. */
    UNRESOLVED(false);

    private final boolean accepted;

    Verdict(boolean accepted) {
        this.accepted = accepted;
    }

    /** Whether a report with this finding can still pass. */
    public boolean accepted() {
        return accepted;
    }
}
