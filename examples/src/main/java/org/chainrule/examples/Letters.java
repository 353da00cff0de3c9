package org.chainrule.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.chainrule.Tensor;
import org.chainrule.data.DataException;
import org.chainrule.graph.Shape;

/**
 * A text as numbers of characters.
 *
 * @param alphabet the characters that occur, in their order
 * @param text what is learnt from, or watched
 */
record Letters(String alphabet, String text) {
    static Letters read(Path file) {
        try {
            String text = Files.readString(file);
            String alphabet = text.chars()
                    .distinct()
                    .sorted()
                    .mapToObj(Character::toString)
                    .collect(Collectors.joining());
            return new Letters(alphabet, text);
        } catch (IOException e) {
            throw DataException.of(file, "cannot be read", e);
        }
    }

    /** Some stretches of the text: each character, and the one after it. Both [windows, length]. */
    record Windows(Tensor characters, Tensor next) {}

    /** A part of the text, from one share of it to another. */
    Letters part(double from, double to) {
        return new Letters(alphabet, text.substring((int) (from * text.length()), (int) (to * text.length())));
    }

    /** Stretches that begin anywhere. */
    Windows random(int windows, int length, RandomGenerator random) {
        return windows(random.ints(windows, 0, text.length() - length).toArray(), length);
    }

    /** Stretches side by side, from a place on. */
    Windows inOrder(int from, int windows, int length) {
        return windows(IntStream.range(0, windows).map(i -> from + i * length).toArray(), length);
    }

    private Windows windows(int[] begins, int length) {
        Shape shape = Shape.of(begins.length, length);
        int[] characters = new int[begins.length * length];
        int[] next = new int[characters.length];
        for (int i = 0; i < characters.length; i++) {
            int place = begins[i / length] + i % length;
            characters[i] = number(text.charAt(place));
            next[i] = number(text.charAt(place + 1));
        }
        return new Windows(Tensor.of(characters, shape), Tensor.of(next, shape));
    }

    int number(char character) {
        return alphabet.indexOf(character);
    }
}
