package org.chainrule.bench.protocol;

import java.util.Optional;

/** What an engine's process prints for a row. Its other output is not part of the protocol. */
public sealed interface Line permits Result, Trace, Cost, Failure {
    String engine();

    String row();

    /** The line as it is printed. */
    String text();

    /** The line that was printed, if it is one of the protocol. */
    static Optional<Line> parse(String text) {
        String[] fields = text.strip().split(",");
        try {
            return switch (fields[0]) {
                case Result.WORD -> Optional.of(Result.of(fields));
                case Trace.WORD -> Optional.of(Trace.of(fields));
                case Cost.WORD -> Optional.of(Cost.of(fields));
                case Failure.WORD -> Optional.of(Failure.of(text.strip()));
                default -> Optional.empty();
            };
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }
}
