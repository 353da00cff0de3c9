package org.chainrule.data.table;

import java.util.Map;
import org.chainrule.Tensor;

/** The column to predict: a number, or a class. */
public sealed interface Target permits NumberTarget, ClassTarget {
    /** The column's name. */
    String column();

    /** How many outputs a model of it has. */
    int outputs();

    /**
     * What a model learns of a cell: a standardised number, or the number of a class.
     *
     * @throws org.chainrule.data.DataException if the cell is empty, no number, or no known class
     */
    double learnt(Cell cell);

    /** Such values as a batch has them: float32 [rows, 1] for numbers, int32 [rows] for classes. */
    Tensor tensor(float[] learnt);

    /** The target as it stands in a file. */
    Map<String, Object> toMap();

    /** The cell, which must have a value. */
    static Cell present(Cell cell) {
        if (cell.isMissing()) {
            throw cell.refused("is no value of the target; give it one, or remove the row");
        }
        return cell;
    }
}
