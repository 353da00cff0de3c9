package org.chainrule.lens.web;

/** A request that asks for what is not there; its message is the answer. */
public final class BadRequestException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public BadRequestException(String message) {
        super(message);
    }
}
