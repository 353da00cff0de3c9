package org.chainrule.data;

/** Data that cannot be read: which file, and what is wrong with it, in one line. */
public final class DataException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public DataException(String message) {
        super(message);
    }

    public DataException(String message, Throwable cause) {
        super(message, cause);
    }
}
