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
 * preparation to the training rows, and to apply it; what is held is the inputs alone.
 *
 * @param remarks what a user should know: columns left out, and why
 */
public record TableData(
        Preparation preparation, Dataset training, Dataset validation, Dataset test, List<String> remarks) {
    private static final int MOST_LISTED = 5;

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
        Columns columns = Columns.of(file, request);
        return read(columns, request, Split.of(columns.rows(), request.seed()));
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
        return read(columns, request, Split.fold(columns.rows(), request.seed(), fold, folds));
    }

    private static TableData read(Columns columns, TableRequest request, Split split) {
        Path file = columns.file();
        List<String> remarks = new ArrayList<>();
        Preparation preparation = Fitting.of(columns, request, split, remarks);
        Inputs training = new Inputs(file, preparation, split.count(Part.TRAINING));
        Inputs validation = new Inputs(file, preparation, split.count(Part.VALIDATION));
        Inputs test = new Inputs(file, preparation, split.count(Part.TEST));
        Set<String> unknown = new LinkedHashSet<>();
        try (Csv csv = Csv.open(file)) {
            Encoder encoder = preparation.on(csv);
            for (int row = 0; row < split.rows() && csv.hasNext(); row++) {
                Inputs inputs = switch (split.of(row)) {
                    case TRAINING -> training;
                    case VALIDATION -> validation;
                    case TEST -> test;
                };
                inputs.add(encoder, csv.next(), cell -> unknown.add(cell.column() + " " + cell.shown()));
            }
        }
        if (!unknown.isEmpty()) {
            remarks.add("in no training row, and taken for none of the categories: " + listed(unknown));
        }
        return new TableData(preparation, training.examples(), validation.examples(), test.examples(), remarks);
    }

    private static String listed(Set<String> unknown) {
        String first = unknown.stream().limit(MOST_LISTED).collect(Collectors.joining(", "));
        return unknown.size() > MOST_LISTED ? first + " and " + (unknown.size() - MOST_LISTED) + " more" : first;
    }
}
