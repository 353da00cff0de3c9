package org.chainrule.cli.console;

/** Work that went wrong on its way, for no mistake in the arguments, told in one line; exit code 1. */
public final class WorkError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public WorkError(String message) {
        super(message);
    }

    public WorkError(String message, Throwable cause) {
        super(message, cause);
    }
}
