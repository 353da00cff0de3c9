package org.chainrule.data.text;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.chainrule.Tensor;
import org.chainrule.data.Batch;
import org.chainrule.data.DataException;
import org.chainrule.data.Dataset;
import org.chainrule.graph.Shape;

/**
 * A text, or a part of one, as numbers of characters, two bytes each. To learn from it, it is cut into windows: examples whose inputs are
 * so many characters, and whose targets are the same one place further, so that each character is to be told from those before it.
 */
public final class Corpus {
    private static final int LONGEST = Integer.MAX_VALUE - 64;

    private final Alphabet alphabet;
    private final char[] numbers;
    private final int from;
    private final int size;

    private Corpus(Alphabet alphabet, char[] numbers, int from, int size) {
        this.alphabet = alphabet;
        this.numbers = numbers;
        this.from = from;
        this.size = size;
    }

    /**
     * A file and the characters that occur in it.
     *
     * @throws DataException if it cannot be read, is empty, or is no text in UTF-8
     */
    public static Corpus read(Path file) {
        return read(file, Alphabet.of(file), unknown -> {
            throw unknown.refused("has come in while the file was read");
        });
    }

    /**
     * A file in an alphabet.
     *
     * @param unknown is told of characters that the alphabet does not have; what it does not refuse is left out
     * @throws DataException if the file cannot be read, is no text in UTF-8, or is longer than 2,147,483,583 characters
     */
    public static Corpus read(Path file, Alphabet alphabet, Consumer<UnknownCharacter> unknown) {
        Reader reader = new Reader(file.toString(), alphabet, unknown);
        TextFile.forEach(file, reader::take);
        return reader.corpus();
    }

    /** A text in an alphabet. */
    public static Corpus of(String text, String name, Alphabet alphabet, Consumer<UnknownCharacter> unknown) {
        Reader reader = new Reader(name, alphabet, unknown);
        text.codePoints().forEach(reader::take);
        return reader.corpus();
    }

    /** A text and the characters that occur in it. */
    public static Corpus of(String text) {
        return of(text, "the text", Alphabet.of(text), unknown -> {});
    }

    /** Grows with each character. */
    private static final class Reader {
        private final String name;
        private final Alphabet alphabet;
        private final Consumer<UnknownCharacter> unknown;
        private char[] numbers = new char[1 << 16];
        private int size;
        private long line = 1;

        Reader(String name, Alphabet alphabet, Consumer<UnknownCharacter> unknown) {
            this.name = name;
            this.alphabet = alphabet;
            this.unknown = unknown;
        }

        void take(int character) {
            OptionalInt number = alphabet.number(character);
            if (number.isPresent()) {
                add((char) number.getAsInt());
            } else {
                unknown.accept(new UnknownCharacter(line == 1 ? name : name + ": line " + line, character));
            }
            line += character == '\n' ? 1 : 0;
        }

        private void add(char number) {
            if (size == LONGEST) {
                throw new DataException(name + ": has more than " + LONGEST + " characters; take a part of it");
            }
            if (size == numbers.length) {
                numbers = Arrays.copyOf(numbers, (int) Math.min(LONGEST, size + (size >> 1) + 1L));
            }
            numbers[size++] = number;
        }

        Corpus corpus() {
            return new Corpus(alphabet, Arrays.copyOf(numbers, size), 0, size);
        }
    }

    public Alphabet alphabet() {
        return alphabet;
    }

    /** How many characters it has. */
    public int size() {
        return size;
    }

    /** The number of the character at a place, from 0 on. */
    public int number(int place) {
        return numbers[from + place];
    }

    /** The numbers of all characters. */
    public IntStream numbers() {
        return IntStream.range(0, size).map(this::number);
    }

    /** The part from one share of it to another, from 0 to 1. */
    public Corpus part(double begin, double end) {
        return range((int) Math.round(begin * size), (int) Math.round(end * size));
    }

    /** The characters {@code begin} (inclusive) to {@code end} (exclusive) alone. */
    public Corpus range(int begin, int end) {
        Objects.checkFromToIndex(begin, end, size);
        return new Corpus(alphabet, numbers, from + begin, end - begin);
    }

    /** Whole windows side by side, from the beginning on. */
    public Dataset windows(int length) {
        return new Windows(this, length);
    }

    /** So many windows from all over the text, others in each epoch of a training. */
    public Dataset drawnWindows(int length, int count) {
        return DrawnWindows.of(this, length, count);
    }

    /** The windows that begin at some places: int32 [windows, length] both. */
    Batch batch(int length, int... begins) {
        int[] inputs = new int[begins.length * length];
        int[] targets = new int[inputs.length];
        for (int i = 0; i < inputs.length; i++) {
            int place = begins[i / length] + i % length;
            inputs[i] = number(place);
            targets[i] = number(place + 1);
        }
        Shape shape = Shape.of(begins.length, length);
        return new Batch(Tensor.of(inputs, shape), Tensor.of(targets, shape));
    }

    @Override
    public String toString() {
        return alphabet.text(numbers());
    }
}
