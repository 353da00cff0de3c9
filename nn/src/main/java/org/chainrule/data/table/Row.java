package org.chainrule.data.table;

import java.nio.file.Path;
import java.util.List;

/**
 * A row of a table.
 *
 * @param line where it begins, from 1
 * @param columns the names of the columns
 * @param fields one for each column
 */
public record Row(Path file, long line, List<String> columns, List<String> fields) {
    /** The field of a column, by the column's number. */
    public Cell cell(int column) {
        return new Cell(file, line, columns.get(column), fields.get(column));
    }
}
