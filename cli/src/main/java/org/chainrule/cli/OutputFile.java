package org.chainrule.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import org.chainrule.cli.console.UserError;

/** A file that a command is asked to write. */
final class OutputFile {
    private OutputFile() {}

    /**
     * Before the work, which takes a while.
     *
     * @throws UserError if it cannot be written
     */
    static void refuseUnwritable(Path file) {
        Path folder = file.toAbsolutePath().normalize().getParent();
        if (Files.isDirectory(file) || folder == null) {
            throw new UserError("cannot write " + file + ": it is a folder");
        }
        if (!Files.isWritable(Files.exists(file) ? file : folder) || !Files.isDirectory(folder)) {
            throw new UserError("cannot write " + file + ": no such folder, or no permission");
        }
    }
}
