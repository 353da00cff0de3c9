package org.chainrule.check;

/** A function of many inputs along one line through them: what its outputs are when the inputs move by a step. */
interface Line {
    /** The outputs after a step. */
    double[] at(double step);

    /** The step that is really taken: near huge inputs not every step is a difference of doubles. */
    double taken(double step);

    /** The length over which the inputs change by about their own size; a power of two, so that steps are exact. */
    double scale();

    /** The smallest step that the inputs can take. */
    double smallest();
}
