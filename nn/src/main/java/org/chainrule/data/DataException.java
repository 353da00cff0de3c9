package org.chainrule.data;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Data that cannot be read or written: which file, and what is wrong with it, in one line. */
public final class DataException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public DataException(String message) {
        super(message);
    }

    public DataException(String message, Throwable cause) {
        super(message, cause);
    }

    /** A file operation that failed: {@code model.safetensors: cannot be written: No space left on device}. */
    public static DataException of(Path file, String what, IOException cause) {
        return new DataException(file + ": " + what + ": " + reason(cause), cause);
    }

    /** Why a file operation failed, without the path, which may be a temporary one that says nothing to the user. */
    public static String reason(IOException cause) {
        return switch (cause) {
            case NoSuchFileException _ -> "there is no such file or folder";
            case AccessDeniedException _ -> "permission denied";
            case FileSystemException failed ->
                Optional.ofNullable(failed.getReason()).orElse("a file is in the way");
            default -> Optional.ofNullable(cause.getMessage()).orElse(cause.toString());
        };
    }
}
