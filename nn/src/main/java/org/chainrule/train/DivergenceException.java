package org.chainrule.train;

/** A loss that is no finite number: which, and when. */
public final class DivergenceException extends RuntimeException {
    private static final long serialVersionUID = 1;

    DivergenceException(String message) {
        super(message);
    }
}
