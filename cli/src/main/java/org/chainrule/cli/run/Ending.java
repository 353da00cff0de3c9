package org.chainrule.cli.run;

/** How a training ended. */
public enum Ending {
    COMPLETE(""),
    STOPPED(", stopped before its end"),
    DIVERGED(", ended early: its loss was no finite number any more");

    private final String remark;

    Ending(String remark) {
        this.remark = remark;
    }

    /** What is said of it behind the date of the run. */
    public String remark() {
        return remark;
    }
}
