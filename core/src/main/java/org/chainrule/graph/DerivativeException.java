package org.chainrule.graph;

/** A derivative was asked of an operation that has none in that mode. */
public final class DerivativeException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    public DerivativeException(String operation, String problem, String hint) {
        super(operation + ": " + problem + "; " + hint);
    }
}
