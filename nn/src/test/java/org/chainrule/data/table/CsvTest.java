package org.chainrule.data.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.chainrule.data.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {
    @TempDir
    Path home;

    @Test
    void aRowKnowsItsLineWhateverStandsBeforeIt() throws IOException {
        List<Row> rows = rows("name,price\n\n\"two\nlines\",3\n\"a \"\"b\"\", c\",4\n");
        assertThat(rows).extracting(Row::line).containsExactly(3L, 5L);
        assertThat(rows).extracting(row -> row.cell(0).text()).containsExactly("two\nlines", "a \"b\", c");
        assertThat(rows.getLast().cell(1).refused("is small"))
                .hasMessage(home.resolve("data.csv") + ": line 5, column price: '4' is small");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,b\n1,2\n", "a;b\r\n1;2\r\n", "a\tb\n1\t2", "\uFEFFa,b\n1,2", "\"a\";\"b\"\n\"1\";2\n"})
    void separatorsAndEndsOfLinesAreSeenFromTheFile(String text) throws IOException {
        Row row = rows(text).getFirst();
        assertThat(row.columns()).containsExactly("a", "b");
        assertThat(row.fields()).containsExactly("1", "2");
    }

    @Test
    void aSeparatorWithinQuotesSeparatesNothing() throws IOException {
        assertThat(rows("\"a;b;c\",d\n1,2\n").getFirst().columns()).containsExactly("a;b;c", "d");
    }

    @Test
    void aGzippedFileIsReadAsItIs() throws IOException {
        Path file = home.resolve("data.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write("a,b\n1,ü\n".getBytes(StandardCharsets.UTF_8));
        }
        try (Csv csv = Csv.open(file)) {
            assertThat(csv.next().fields()).containsExactly("1", "ü");
        }
    }

    @Test
    void aColumnWithoutANameHasANumber() throws IOException {
        assertThat(rows(",x\n1,2\n").getFirst().columns()).containsExactly("column 1", "x");
    }

    @Test
    void aRowOfAnotherLengthIsToldWithItsLine() {
        assertRefused("a,b\n1,2\n1,2,3\n", "line 3 has 3 fields, but the header names 2 columns; none is left for '3'");
        assertRefused("a,b\n1\n", "line 2 has 1 fields, but the header names 2 columns; column b has none");
    }

    @Test
    void aBrokenQuoteIsToldWithItsLine() {
        assertRefused("a,b\n1,2\n1,\"x\n", "line 3: Unclosed quoted field");
        assertRefused("a,b\n1,\"x\"y\n", "line 2: Unexpected character after closing quote: 'y'");
    }

    @Test
    void anEmptyFileATwiceNamedColumnAndAMissingFileAreTold() {
        assertRefused("", "is empty");
        assertRefused("a,b,a\n1,2,3\n", "line 1 names two columns 'a'");
        assertThatThrownBy(() -> Csv.open(home.resolve("none.csv")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("there is no such file");
    }

    @Test
    void whatIsNoUtf8IsToldRatherThanReplaced() throws IOException {
        Path file = Files.write(home.resolve("data.csv"), new byte[] {'a', '\n', 'x', (byte) 0xE4, '\n'});
        assertThatThrownBy(() -> {
                    try (Csv csv = Csv.open(file)) {
                        csv.next();
                    }
                })
                .isInstanceOf(DataException.class)
                .hasMessage(file + ": is no text in UTF-8; iconv -f ENCODING -t UTF-8 converts it");
    }

    private void assertRefused(String text, String told) {
        assertThatThrownBy(() -> rows(text))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(home.resolve("data.csv") + ": ")
                .hasMessageContaining(told);
    }

    private List<Row> rows(String text) throws IOException {
        try (Csv csv = Csv.open(Files.writeString(home.resolve("data.csv"), text))) {
            List<Row> rows = new ArrayList<>();
            csv.forEachRemaining(rows::add);
            return rows;
        }
    }
}
