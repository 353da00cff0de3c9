package org.chainrule.check;

import org.chainrule.graph.Source;

/**
 * The operation whose own rule is wrong, or which made the first NaN or infinity.
 *
 * @param operation its name
 * @param source the user's line that made it
 * @param message what is wrong with it
 */
public record Blame(String operation, Source source, String message) {
    @Override
    public String toString() {
        return operation + " at " + source + ": " + message;
    }
}
