package org.chainrule.data.table;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.chainrule.data.Dataset;
import org.chainrule.data.Part;

/**
 * A table as a model learns from it. The file is read three times, row after row: to see what its columns are, to fit the
 * preparation to the training rows, and to apply it. What is kept of a row is a number for each feature: in memory, or in a temporary file
 * if that would take more than a quarter of the memory, so that a table may be much larger than it.
 *
 * @param remarks what a user should know: columns left out, and why
 */
public record TableData(
        Preparation preparation, Dataset training, Dataset validation, Dataset test, List<String> remarks) {
    private static final int MOST_LISTED = 5;
    private static final int MOST_KEPT = 1000;
    private static final int LONGEST_ARRAY = Integer.MAX_VALUE - 8;

    public TableData {
        remarks = List.copyOf(remarks);
    }

    /**
     * Reads a table.
     *
     * @throws org.chainrule.data.DataException if the file is damaged or has too few rows, if a row has no target, or a value that
     *     is no number stands in a column of numbers
     */
    public static TableData read(Path file, TableRequest request) {
        return read(file, request, usualMemory());
    }

    /** The same with so many bytes of memory for the rows; more of them lie on the disk. */
    static TableData read(Path file, TableRequest request, long memory) {
        Columns columns = Columns.of(file, request);
        return read(columns, request, Split.of(columns.rows(), request.seed()), memory);
    }

    /**
     * Reads a table for one round of a cross-validation: the rows of one fold test, all others train, and none validate. Over all
     * folds each row tests once; another seed has other folds.
     *
     * @param fold from 0 on
     * @param folds from 2 on, at most as many as there are rows
     * @throws org.chainrule.data.DataException as {@link #read}
     */
    public static TableData fold(Path file, TableRequest request, int fold, int folds) {
        Columns columns = Columns.of(file, request);
        if (folds < 2 || folds > columns.rows() || fold < 0 || fold >= folds) {
            throw new IllegalArgumentException("fold " + fold + " of " + folds + " of " + columns.rows()
                    + " rows: there are from 2 folds on, counted" + " from 0, each of a row at least");
        }
        return read(columns, request, Split.fold(columns.rows(), request.seed(), fold, folds), usualMemory());
    }

    /** A quarter of what there is: batches, the model and its training need the rest. */
    private static long usualMemory() {
        return Runtime.getRuntime().maxMemory() / 4;
    }

    private static TableData read(Columns columns, TableRequest request, Split split, long memory) {
        Path file = columns.file();
        List<String> remarks = new ArrayList<>();
        Preparation preparation = Fitting.of(columns, request, split, remarks);
        long numbers = (long) split.rows() * (preparation.features().size() + 1);
        boolean onDisk = numbers > Math.min(memory / Float.BYTES, LONGEST_ARRAY);
        Set<String> unknown = new LinkedHashSet<>();
        try (Csv csv = Csv.open(file);
                CodedRows training = new CodedRows(preparation, split.count(Part.TRAINING), onDisk);
                CodedRows validation = new CodedRows(preparation, split.count(Part.VALIDATION), onDisk);
                CodedRows test = new CodedRows(preparation, split.count(Part.TEST), onDisk)) {
            Encoder encoder = preparation.on(csv);
            for (int row = 0; row < split.rows() && csv.hasNext(); row++) {
                CodedRows rows = switch (split.of(row)) {
                    case TRAINING -> training;
                    case VALIDATION -> validation;
                    case TEST -> test;
                };
                rows.add(encoder, csv.next(), cell -> note(unknown, cell));
            }
            if (!unknown.isEmpty()) {
                remarks.add("in no training row, and taken for none of the categories: " + listed(unknown));
            }
            return new TableData(preparation, training.examples(), validation.examples(), test.examples(), remarks);
        }
    }

    private static void note(Set<String> unknown, Cell cell) {
        if (unknown.size() <= MOST_KEPT) {
            unknown.add(cell.column() + " " + cell.shown());
        }
    }

    private static String listed(Set<String> unknown) {
        String first = unknown.stream().limit(MOST_LISTED).collect(Collectors.joining(", "));
        return unknown.size() <= MOST_LISTED
                ? first
                : first + " and " + (unknown.size() > MOST_KEPT ? "many" : unknown.size() - MOST_LISTED) + " more";
    }
}
