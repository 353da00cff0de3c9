package org.chainrule.graph;

/** Element types that do not fit an operation; thrown at the line that asks for it, before anything runs. */
public final class DTypeException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    public DTypeException(String message) {
        super(message);
    }
}
