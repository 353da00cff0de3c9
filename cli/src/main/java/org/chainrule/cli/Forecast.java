package org.chainrule.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chainrule.Compiled;
import org.chainrule.Tensor;
import org.chainrule.cli.console.UserError;
import org.chainrule.cli.run.Evaluation;
import org.chainrule.data.table.Cell;
import org.chainrule.data.table.Csv;
import org.chainrule.data.table.Encoder;
import org.chainrule.data.table.OneHot;
import org.chainrule.data.table.Preparation;
import org.chainrule.data.table.Row;
import org.chainrule.graph.Shape;
import org.chainrule.threads.Workers;

/** Applies a saved model to the rows of a file, some at a time, so that a file may be larger than the memory. */
record Forecast(SavedRun run, Preparation preparation, boolean unknownAllowed) {
    private static final int ROWS = 512;
    private static final int MOST_TOLD = 12;

    /**
     * Calls back for each row with the model's outputs.
     *
     * @return how many rows there were
     */
    long forEach(Csv csv, Workers workers, BiConsumer<Row, float[]> consumer) {
        Encoder encoder = preparation.on(csv);
        Compiled<Tensor, Tensor> function = Compiled.on(workers, run.model()::apply);
        long count = 0;
        List<Row> rows = new ArrayList<>();
        while (csv.hasNext()) {
            rows.add(csv.next());
            if (rows.size() == ROWS || !csv.hasNext()) {
                float[] inputs = new float[rows.size() * preparation.inputs()];
                for (int i = 0; i < rows.size(); i++) {
                    encoder.inputs(rows.get(i), inputs, i * preparation.inputs(), unknown());
                }
                int width = preparation.target().outputs();
                float[] outputs = function.apply(Tensor.of(inputs, Shape.of(rows.size(), preparation.inputs())))
                        .toFloats();
                for (int i = 0; i < rows.size(); i++) {
                    consumer.accept(rows.get(i), Arrays.copyOfRange(outputs, i * width, (i + 1) * width));
                }
                count += rows.size();
                rows.clear();
            }
        }
        return count;
    }

    /** How right the model is about the rows of a file. */
    Evaluation evaluation(String part, Path file, Workers workers) {
        RowTally tally = RowTally.of(preparation.target());
        try (Csv csv = Csv.open(file)) {
            Encoder encoder = preparation.on(csv);
            long rows = forEach(csv, workers, (row, output) -> tally.add(output, encoder.learnt(row)));
            if (rows == 0) {
                throw new UserError(file + ": has no row below its header");
            }
        }
        return tally.evaluation(part);
    }

    private Consumer<Cell> unknown() {
        return unknownAllowed
                ? cell -> {}
                : cell -> {
                    throw cell.refused("was in no row that the model has learnt from, but " + known(cell.column())
                            + "; --allow-unknown takes it for none of them");
                };
    }

    private String known(String column) {
        List<String> categories = preparation.features().stream()
                .filter(feature -> feature.column().equals(column))
                .flatMap(feature -> feature instanceof OneHot oneHot ? oneHot.categories().stream() : Stream.of())
                .toList();
        return categories.stream().limit(MOST_TOLD).collect(Collectors.joining(", "))
                + (categories.size() > MOST_TOLD ? " …" : "");
    }
}
