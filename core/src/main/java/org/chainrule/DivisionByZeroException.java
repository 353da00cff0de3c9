package org.chainrule;

import org.chainrule.graph.Node;
import org.chainrule.graph.Source;

/** A whole number is divided by zero: the message names the operation, its types, the place of the zero and the line that made it. */
public final class DivisionByZeroException extends ArithmeticException {
    private static final long serialVersionUID = 1;

    private final transient Source source;

    DivisionByZeroException(Node node, String problem) {
        super(problem + ", made by " + node.source());
        this.source = node.source();
    }

    /** The user's line that made the operation. */
    public Source source() {
        return source;
    }
}
