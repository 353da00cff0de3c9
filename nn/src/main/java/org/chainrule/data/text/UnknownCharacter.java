package org.chainrule.data.text;

import org.chainrule.data.DataException;

/**
 * A character that an alphabet does not have.
 *
 * @param where it stands: a file with the line, or another text
 * @param character a code point
 */
public record UnknownCharacter(String where, int character) {
    /** That it is not put up with, and why. */
    public DataException refused(String why) {
        return new DataException(where + ": " + Alphabet.shown(character) + " " + why);
    }
}
