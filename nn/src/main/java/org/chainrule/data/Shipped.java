package org.chainrule.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Where the data lies that comes with the project: in {@code data}, below the system property chainrule.home or the current folder. */
public final class Shipped {
    private Shipped() {}

    /**
     * The path of a shipped file or folder, as {@code file("tabular", "wine.csv")}.
     *
     * @throws DataException if there is none
     */
    public static Path file(String... names) {
        Path inside = Path.of("data", names);
        Path first = Path.of(System.getProperty("chainrule.home", ".")).resolve(inside);
        return Stream.of(first, inside)
                .filter(Files::exists)
                .findFirst()
                .orElseThrow(() -> new DataException(first + ": does not exist; it comes with the project, run from its"
                        + " folder or set the property chainrule.home to it"));
    }
}
