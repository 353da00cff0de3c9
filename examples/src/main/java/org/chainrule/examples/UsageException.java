package org.chainrule.examples;

import java.io.Serial;

/** An example was asked for something that it does not know. */
final class UsageException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    UsageException(String message) {
        super(message);
    }
}
