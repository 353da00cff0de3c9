package org.chainrule.data.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.chainrule.data.Batch;
import org.chainrule.data.DataException;
import org.chainrule.data.Dataset;
import org.chainrule.data.Shuffle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorpusTest {
    @TempDir
    private Path home;

    private Path file;

    @BeforeEach
    void name() {
        file = home.resolve("text.txt");
    }

    @Test
    void charactersAreCodePointsInTheOrderOfUnicode() throws IOException {
        Files.writeString(file, "a🐋é\nab🐋");
        Corpus corpus = Corpus.read(file);
        assertThat(corpus.size()).isEqualTo(7);
        assertThat(corpus.alphabet().toString()).isEqualTo("\nabé🐋");
        assertThat(corpus.numbers()).containsExactly(1, 4, 3, 0, 1, 2, 4);
        assertThat(corpus).hasToString("a🐋é\nab🐋");
        assertThat(corpus.part(0.4, 1)).hasToString("\nab🐋");
    }

    @Test
    void markAndForeignLineEndsArePassedOver() throws IOException {
        Files.writeString(file, "\uFEFFone\r\ntwo\rthree\n\r\n\r\rend\uFEFF\r");
        assertThat(TextFile.read(file)).isEqualTo("one\ntwo\nthree\n\n\n\nend\uFEFF\n");
    }

    @Test
    void aLongTextIsReadWholeWhereverItsBuffersEnd() throws IOException {
        String text = "a" + "€🐋ü\r\n".repeat(50_000);
        Files.writeString(file, text);
        assertThat(TextFile.read(file)).isEqualTo(text.replace("\r", ""));
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        assertThat(Corpus.read(file).size()).isEqualTo(1 + 4 * 50_000);
    }

    @Test
    void whatIsNoUtf8IsToldByByteAndLine() throws IOException {
        Files.write(file, "one\ntwo\ncaf\u00e9 bar".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> Corpus.read(file))
                .isInstanceOf(DataException.class)
                .hasMessage(file + ": is no text in UTF-8: byte 12, in line 3, is 0xE9; iconv -f ENCODING -t UTF-8"
                        + " converts it");
        byte[] cut = Arrays.copyOf("abc🐋".getBytes(StandardCharsets.UTF_8), 6);
        Files.write(file, cut);
        assertThatThrownBy(() -> Corpus.read(file)).hasMessageContaining("byte 4, in line 1, is 0xF0");
        byte[] far = ("x".repeat(200_000) + "\n").getBytes(StandardCharsets.UTF_8);
        far[199_999] = (byte) 0xFF;
        Files.write(file, far);
        assertThatThrownBy(() -> Corpus.read(file)).hasMessageContaining("byte 200,000, in line 1, is 0xFF");
    }

    @Test
    void aMissingOrEmptyFileIsTold() throws IOException {
        assertThatThrownBy(() -> Corpus.read(file))
                .hasMessage(file + ": cannot be read: there is no such file or folder");
        Files.createFile(file);
        assertThatThrownBy(() -> Corpus.read(file)).hasMessage(file + ": is empty");
    }

    @Test
    void unknownCharactersAreToldWithTheirLineOrLeftOut() throws IOException {
        Files.writeString(file, "ab\nb🐋a\u0007");
        Alphabet alphabet = Alphabet.of("ab\n");
        List<String> told = new ArrayList<>();
        Corpus corpus = Corpus.read(
                file,
                alphabet,
                unknown -> told.add(unknown.refused("is unknown").getMessage()));
        assertThat(corpus).hasToString("ab\nba");
        assertThat(told)
                .containsExactly(file + ": line 2: '🐋' (U+1F40B) is unknown", file + ": line 2: (U+0007) is unknown");
    }

    @Test
    void anAlphabetIsKeptAsJson() throws IOException {
        Alphabet alphabet = Alphabet.of("\"\\\n\t\u0000é🐋 a");
        Files.writeString(file, alphabet.toJson());
        assertThat(Alphabet.read(file)).isEqualTo(alphabet);
        for (String damaged : List.of(
                "{\"characters\": [\"b\", \"a\"]}",
                "{\"characters\": [\"ab\"]}",
                "{\"characters\": [\"\"]}",
                "{\"characters\": []}",
                "{}",
                "{\"characters\": [3]}")) {
            Files.writeString(file, damaged);
            assertThatThrownBy(() -> Alphabet.read(file))
                    .as(damaged)
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining(file + ": is damaged");
        }
    }

    @Test
    void aWindowIsFollowedByItselfOnePlaceFurther() {
        Dataset windows = Corpus.of("abcdefghijk").windows(3);
        assertThatThrownBy(() -> windows.batch(0, 3)).hasMessageContaining("no example 3: the data set has 3");
        assertThat(windows.size()).isEqualTo(3);
        Batch batch = windows.batch(0, 2);
        assertThat(batch.inputs().toInts()).containsExactly(0, 1, 2, 6, 7, 8);
        assertThat(batch.targets().toInts()).containsExactly(1, 2, 3, 7, 8, 9);
        assertThat(batch.inputs().shape().toString()).isEqualTo("[2, 3]");
    }

    @Test
    void drawnWindowsAreOthersInEachEpochAndFollowFromItAlone() {
        Corpus corpus = Corpus.of("abcdefghijklmnopqrstuvwxyz".repeat(40));
        Dataset windows = corpus.drawnWindows(5, 100);
        int[] all = Shuffle.inOrder(100, 100).getFirst();
        int[] first = windows.inEpoch(1, 7).batch(all).inputs().toInts();
        assertThat(first)
                .isEqualTo(windows.inEpoch(1, 7).batch(all).inputs().toInts())
                .isNotEqualTo(windows.inEpoch(2, 7).batch(all).inputs().toInts())
                .isNotEqualTo(windows.inEpoch(1, 8).batch(all).inputs().toInts());
        assertThat(windows.inEpoch(1, 7).batch(42).inputs().toInts())
                .isEqualTo(Arrays.copyOfRange(first, 42 * 5, 43 * 5));
        assertThat(Arrays.stream(first).distinct().count()).isEqualTo(26);
        assertThat(Corpus.of("abcdef")
                        .drawnWindows(5, 3)
                        .inEpoch(1, 1)
                        .batch(0, 1, 2)
                        .targets()
                        .toInts())
                .containsExactly(1, 2, 3, 4, 5, 1, 2, 3, 4, 5, 1, 2, 3, 4, 5);
        assertThatThrownBy(() -> Corpus.of("abcde").drawnWindows(5, 3))
                .hasMessageContaining("5 characters has no window of 5");
    }

    @Test
    void nGramsAreMixedByWittenAndBell() {
        Corpus corpus = Corpus.of("abaabb");
        // a and b thrice each: (3 + 2 · 1/2) / (3 + 3 + 2)
        double single = 4 / 8.;
        NGrams pairs = NGrams.of(corpus, 2);
        // after a: b, a, b
        assertThat(pairs.probability(Corpus.of("ab"), 1)).isEqualTo((2 + 2 * single) / (3 + 2));
        // after b: a, b
        assertThat(pairs.probability(Corpus.of("ba"), 1)).isEqualTo((1 + 2 * single) / (2 + 2));
        // after ba: a alone
        double shorter = (1 + 2 * single) / (3 + 2);
        assertThat(NGrams.of(corpus, 3).probability(Corpus.of("baa"), 2)).isEqualTo((1 + shorter) / (1 + 1));
        // bb is at the end alone
        assertThat(NGrams.of(corpus, 3).probability(Corpus.of("bba"), 2)).isEqualTo((1 + 2 * single) / (2 + 2));
    }

    @Test
    void longerNGramsTellMoreOfARegularText() {
        String text = "the cat sat on the mat and the rat ran; ".repeat(50);
        Corpus corpus = Corpus.of(text);
        double before = Math.log(corpus.alphabet().size());
        for (int order = 1; order <= 4; order++) {
            double loss = NGrams.of(corpus.part(0, 0.9), order).loss(corpus.part(0.9, 1));
            assertThat(loss).isLessThan(before);
            before = loss;
        }
        assertThat(before).isLessThan(0.3);
    }
}
