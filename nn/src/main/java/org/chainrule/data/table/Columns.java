package org.chainrule.data.table;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.chainrule.data.DataException;

/**
 * What the columns of a file are, from one pass over it.
 *
 * @param target that of the target
 * @param others those of the columns that may be used, by name
 */
record Columns(Path file, int rows, Survey target, Map<String, Survey> others) {
    /** Whole numbers of more values are no classes, unless it is said that they are. */
    private static final int MOST_NUMBERED_CLASSES = 20;

    /** An input or output for each of more values would take more memory than it is worth. */
    private static final int MOST_ONE_HOT = 500;

    static Columns of(Path file, TableRequest request) {
        try (Csv csv = Csv.open(file)) {
            List<String> columns = csv.columns();
            int target = Encoder.place(file, columns, request.target());
            new TreeSet<>(request.ignored()).forEach(column -> Encoder.place(file, columns, column));
            List<Survey> surveys =
                    new ArrayList<>(columns.stream().map(_ -> new Survey()).toList());
            int rows = 0;
            for (; csv.hasNext(); rows++) {
                Row row = csv.next();
                Target.present(row.cell(target));
                for (int i = 0; i < surveys.size(); i++) {
                    surveys.get(i).see(row.cell(i));
                }
            }
            if (rows < Split.FEWEST) {
                throw new DataException(file + ": has " + rows + (rows == 1 ? " row" : " rows") + " below its header; "
                        + Split.FEWEST + " are the fewest to learn from");
            }
            Map<String, Survey> others = new LinkedHashMap<>();
            for (int i = 0; i < columns.size(); i++) {
                if (i != target && !request.ignored().contains(columns.get(i))) {
                    others.put(columns.get(i), surveys.get(i));
                }
            }
            return new Columns(file, rows, surveys.get(target), others);
        }
    }

    /** What is predicted, as asked for or as the target's values are. */
    Task task(TableRequest request) {
        if (target.differentValues() == 1) {
            throw new DataException(file + ": every value of the target " + request.target()
                    + " is the same, which leaves nothing to learn");
        }
        Kind kind = target.kind();
        Task task = request.task().orElse(looksLikeClasses(kind) ? Task.CLASSIFICATION : Task.REGRESSION);
        if (task == Task.REGRESSION && kind != Kind.NUMBER) {
            throw new DataException(
                    file + ": the values of " + request.target() + " are no numbers, which regression needs");
        }
        if (task == Task.CLASSIFICATION && target.differentValues() > Math.min(rows / 2, MOST_ONE_HOT)) {
            throw new DataException(
                    file + ": the target " + request.target() + " has " + target.differentValuesInWords()
                            + " different values in " + rows + " rows, too many to be classes");
        }
        return task;
    }

    private boolean looksLikeClasses(Kind kind) {
        int few = Math.clamp(rows / 10, 2, MOST_NUMBERED_CLASSES);
        return kind != Kind.NUMBER || target.isWhole() && target.differentValues() <= few;
    }

    /** Why a column cannot be a feature, if it cannot. */
    Optional<String> unusable(String column) {
        Survey survey = others.get(column);
        if (survey == null || survey.values() == 0) {
            return Optional.of("it has no value");
        }
        if (survey.kind() == Kind.CATEGORY && survey.differentValues() > Math.clamp(rows / 4, 2, MOST_ONE_HOT)) {
            return Optional.of("it has " + survey.differentValuesInWords() + " different texts in " + rows + " rows");
        }
        return Optional.empty();
    }
}
