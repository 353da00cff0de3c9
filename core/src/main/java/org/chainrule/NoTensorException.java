package org.chainrule;

/** A value in which no tensor is seen, where one is differentiated, trained, traced or saved. */
public final class NoTensorException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    NoTensorException(String message) {
        super(message);
    }
}
