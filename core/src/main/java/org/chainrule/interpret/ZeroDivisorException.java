package org.chainrule.interpret;

/** A whole number is divided by zero by an operation, not by what the user's own code over arrays does. */
public final class ZeroDivisorException extends ArithmeticException {
    private static final long serialVersionUID = 1;

    ZeroDivisorException() {
        super("/ by zero");
    }
}
