package org.chainrule.data.table;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** How the value of a column becomes inputs of a model. Its numbers are those of the training rows alone. */
public sealed interface Feature permits Scaled, OneHot {
    /** The column's name. */
    String column();

    /** How many inputs there are. */
    default int width() {
        return inputs().size();
    }

    /** The names of the inputs. */
    List<String> inputs();

    /**
     * Writes the inputs of a cell.
     *
     * @param to zeros
     * @param at the place of the first input
     * @param unknown is told of a category that is none of the known ones; its inputs are then all 0
     * @throws org.chainrule.data.DataException if the cell's value is of another kind
     */
    void encode(Cell cell, float[] to, int at, Consumer<Cell> unknown);

    /** The feature as it stands in a file. */
    Map<String, Object> toMap();
}
