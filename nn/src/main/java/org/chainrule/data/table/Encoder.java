package org.chainrule.data.table;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.chainrule.data.DataException;

/** Applies a preparation to the rows of a file, whose columns may stand in any order and be more than are needed. */
public final class Encoder {
    private final Preparation preparation;
    private final List<Integer> places;
    private final Optional<Integer> target;
    private final Path file;

    Encoder(Preparation preparation, Path file, List<String> columns) {
        this.preparation = preparation;
        this.file = file;
        this.places = preparation.features().stream()
                .map(feature -> place(file, columns, feature.column()))
                .toList();
        this.target =
                Optional.of(columns.indexOf(preparation.target().column())).filter(place -> place >= 0);
    }

    /** The place of a column. */
    static int place(Path file, List<String> columns, String column) {
        int place = columns.indexOf(column);
        if (place < 0) {
            throw new DataException(
                    file + ": has no column '" + column + "'; its columns are " + String.join(", ", columns));
        }
        return place;
    }

    /**
     * Writes the inputs of a row.
     *
     * @param to zeros
     * @param at the place of the first input
     * @param unknown is told of categories that were not seen in training; their inputs are 0
     * @throws DataException if a value is not of its column's kind
     */
    public void inputs(Row row, float[] to, int at, Consumer<Cell> unknown) {
        float[] codes = new float[places.size()];
        codes(row, codes, 0, unknown);
        preparation.write(codes, 0, to, at);
    }

    /** Writes the code of each feature of a row. */
    void codes(Row row, float[] to, int at, Consumer<Cell> unknown) {
        for (int i = 0; i < places.size(); i++) {
            to[at + i] = preparation.features().get(i).code(row.cell(places.get(i)), unknown);
        }
    }

    /**
     * What a model would learn of a row's target.
     *
     * @throws DataException if there is no such column, or no such value
     */
    public float learnt(Row row) {
        int place = target.orElseGet(
                () -> place(file, row.columns(), preparation.target().column()));
        return (float) preparation.target().learnt(row.cell(place));
    }
}
