package org.chainrule.cli.console;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

/** Something that the user can put right, told in one line. */
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
        String why = switch (cause) {
            case NoSuchFileException missing -> "there is no " + missing.getFile();
            case AccessDeniedException denied -> "no permission for " + denied.getFile();
            case FileSystemException failed ->
                Optional.ofNullable(failed.getReason()).orElse("failed") + ": " + failed.getFile();
            default -> Optional.ofNullable(cause.getMessage()).orElse(cause.toString());
        };
        return new UserError(what + ": " + why, cause);
    }
}
