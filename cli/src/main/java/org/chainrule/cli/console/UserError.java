package org.chainrule.cli.console;

import java.io.IOException;
import org.chainrule.data.DataException;

/** Something that the user can put right, told in one line; exit code 2. */
public final class UserError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UserError(String message) {
        super(message);
    }

    public UserError(String message, Throwable cause) {
        super(message, cause);
    }

    /** What a file operation failed with, in words. */
    public static UserError of(String what, IOException cause) {
        return new UserError(what + ": " + DataException.reason(cause), cause);
    }
}
