package org.chainrule.data.table;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.chainrule.data.DataException;

/**
 * A CSV file (RFC 4180), read row after row: the first line names the columns, which are separated by commas, semicolons or tabs.
 * UTF-8, gzipped or not; empty lines are passed over. What is wrong with it is told with file and line.
 */
public final class Csv implements Iterator<Row>, AutoCloseable {
    private final Path file;
    private final CloseableIterator<CsvRecord> records;
    private final List<String> columns;

    private Csv(Path file, CloseableIterator<CsvRecord> records) {
        this.file = file;
        this.records = records;
        this.columns = header();
    }

    /**
     * Opens a file and reads the names of its columns.
     *
     * @throws DataException if it cannot be read, is empty, or names a column twice
     */
    public static Csv open(Path file) {
        try {
            BufferedReader text = CsvText.open(file);
            try {
                return new Csv(
                        file,
                        CsvReader.builder()
                                .fieldSeparator(CsvText.separator(text))
                                .allowUnclosedQuote(false)
                                // told with the names of the columns instead
                                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                                .ofCsvRecord(text)
                                .iterator());
            } catch (IOException | RuntimeException e) {
                text.close();
                throw e;
            }
        } catch (CharacterCodingException e) {
            throw new DataException(file + ": is no text in UTF-8; iconv -f ENCODING -t UTF-8 converts it", e);
        } catch (IOException e) {
            throw DataException.of(file, "cannot be read", e);
        }
    }

    /** The names of the columns; a column without one is named by its number, from 1. */
    public List<String> columns() {
        return columns;
    }

    public Path file() {
        return file;
    }

    @Override
    public boolean hasNext() {
        return read(records::hasNext);
    }

    @Override
    public Row next() {
        if (!hasNext()) {
            throw new NoSuchElementException(file + " has no more rows");
        }
        CsvRecord fields = read(records::next);
        if (fields.getFieldCount() != columns.size()) {
            throw new DataException(file + ": line " + fields.getStartingLineNumber() + " has " + fields.getFieldCount()
                    + " fields, but the header names " + columns.size() + " columns"
                    + (fields.getFieldCount() < columns.size()
                            ? "; column " + columns.get(fields.getFieldCount()) + " has none"
                            : "; none is left for '" + fields.getField(columns.size()) + "'"));
        }
        return new Row(file, fields.getStartingLineNumber(), columns, fields.getFields());
    }

    @Override
    public void close() {
        try {
            records.close();
        } catch (IOException e) {
            throw DataException.of(file, "cannot be closed", e);
        }
    }

    private List<String> header() {
        if (!hasNext()) {
            throw new DataException(file + ": is empty; its first line names the columns");
        }
        CsvRecord first = read(records::next);
        List<String> names = IntStream.range(0, first.getFieldCount())
                .mapToObj(i -> first.getField(i).isBlank()
                        ? "column " + (i + 1)
                        : first.getField(i).strip())
                .toList();
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!seen.add(name)) {
                throw new DataException(file + ": line " + first.getStartingLineNumber() + " names two columns '" + name
                        + "'; the first line is to hold a name for each column");
            }
        }
        return names;
    }

    private <T> T read(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (CsvParseException e) {
            // as all other mistakes are told: where, then what
            String message = String.valueOf(e.getMessage());
            throw new DataException(
                    file + ": " + message.replaceFirst("^(.*) \\(record starting at (line \\d+)\\)$", "$2: $1"), e);
        } catch (UncheckedIOException e) {
            throw switch (e.getCause()) {
                case CharacterCodingException coding ->
                    new DataException(file + ": is no text in UTF-8; iconv -f ENCODING -t UTF-8 converts it", coding);
                case IOException cause -> DataException.of(file, "cannot be read", cause);
                case null -> e;
            };
        }
    }
}
