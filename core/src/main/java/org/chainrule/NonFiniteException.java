package org.chainrule;

import java.util.Locale;
import org.chainrule.graph.Node;
import org.chainrule.graph.Source;
import org.chainrule.interpret.Culprit;

/** A result is NaN or infinite: the message names the operation that made it so, its line, its inputs, and in which pass. */
public final class NonFiniteException extends ArithmeticException {
    private static final long serialVersionUID = 1;

    private final String operation;
    private final transient Source source;

    NonFiniteException(Culprit culprit) {
        super(culprit.toString());
        this.operation = culprit.operation();
        this.source = culprit.source();
    }

    /** Node after node all is finite: only sums in another order, or products rounded once, overflow. */
    NonFiniteException(Node result) {
        super("a result is not finite, but every operation's is when they are computed one by one: "
                + "the values are at the border of " + result.dtype() + "; the result is " + result);
        this.operation = result.op().toString().toLowerCase(Locale.ROOT);
        this.source = result.source();
    }

    /** The name of the operation, as {@code log}. */
    public String operation() {
        return operation;
    }

    /** The user's line that made it; {@link Source#pass} says whether for a value or for a gradient. */
    public Source source() {
        return source;
    }
}
