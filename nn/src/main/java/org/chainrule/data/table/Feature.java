package org.chainrule.data.table;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** How the value of a column becomes inputs of a model. Its numbers are those of the training rows alone. */
public sealed interface Feature permits Scaled, OneHot {
    /** The column's name. */
    String column();

    /** How many inputs there are. */
    int width();

    /** The names of the inputs. */
    List<String> inputs();

    /**
     * A cell as one number, from which its inputs follow: rows are kept as such, since they are smaller.
     *
     * @param unknown is told of a category that is none of the known ones; its inputs are all 0
     * @return NaN for a missing value
     * @throws org.chainrule.data.DataException if the cell's value is of another kind
     */
    float code(Cell cell, Consumer<Cell> unknown);

    /**
     * Writes the inputs of a cell.
     *
     * @param code the cell's
     * @param to zeros
     * @param at the place of the first input
     */
    void write(float code, float[] to, int at);

    /** The feature as it stands in a file. */
    Map<String, Object> toMap();
}
