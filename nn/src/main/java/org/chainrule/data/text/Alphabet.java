package org.chainrule.data.text;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.chainrule.data.DataException;
import org.chainrule.data.Json;

/** The characters of a text by number, in the order of Unicode: what a model reads and writes. */
public final class Alphabet {
    /** So many numbers fit into 16 bits. */
    static final int MOST = 1 << 16;

    private final int[] characters;

    private Alphabet(int... characters) {
        this.characters = characters;
    }

    /**
     * The characters that occur in a file.
     *
     * @throws DataException if it cannot be read, is empty, is no text in UTF-8, or has more than 65,536 different characters
     */
    public static Alphabet of(Path file) {
        BitSet seen = new BitSet();
        TextFile.forEach(file, seen::set);
        if (seen.isEmpty()) {
            throw new DataException(file + ": is empty");
        }
        if (seen.cardinality() > MOST) {
            throw new DataException(file + ": has " + seen.cardinality() + " different characters, above " + MOST);
        }
        return new Alphabet(seen.stream().toArray());
    }

    /** The characters that occur in a text. */
    public static Alphabet of(String text) {
        return new Alphabet(text.codePoints().distinct().sorted().toArray());
    }

    /** How many there are. */
    public int size() {
        return characters.length;
    }

    /** The number of a character (a code point), from 0 on; none if it is not among them. */
    public OptionalInt number(int character) {
        int place = Arrays.binarySearch(characters, character);
        return place < 0 ? OptionalInt.empty() : OptionalInt.of(place);
    }

    /** The character of a number, a code point. */
    public int character(int number) {
        return characters[number];
    }

    /** The characters of numbers as a text. */
    public String text(IntStream numbers) {
        return numbers.map(this::character).mapToObj(Character::toString).collect(Collectors.joining());
    }

    /** The alphabet as JSON. */
    public String toJson() {
        return Json.of(Map.of(
                "characters",
                Arrays.stream(characters).mapToObj(Character::toString).toList()));
    }

    /**
     * Reads what {@link #toJson} wrote.
     *
     * @throws DataException if the file cannot be read, or is damaged
     */
    public static Alphabet read(Path file) {
        return Json.read(file, map -> {
            List<String> all = Json.list(map, "characters", String.class);
            int[] characters = all.stream().flatMapToInt(String::codePoints).toArray();
            boolean sound = !all.isEmpty()
                    && all.stream().allMatch(text -> text.codePointCount(0, text.length()) == 1)
                    && IntStream.range(1, characters.length).allMatch(i -> characters[i - 1] < characters[i]);
            if (!sound) {
                throw new IllegalArgumentException("its characters are not single ones in the order of Unicode");
            }
            return new Alphabet(characters);
        });
    }

    /** A character as people see it: {@code 'é' (U+00E9)}. */
    public static String shown(int character) {
        boolean visible = !Character.isISOControl(character) && Character.isDefined(character);
        return (visible ? "'" + Character.toString(character) + "' " : "") + String.format("(U+%04X)", character);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Alphabet alphabet && Arrays.equals(characters, alphabet.characters);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(characters);
    }

    @Override
    public String toString() {
        return text(IntStream.range(0, size()));
    }
}
