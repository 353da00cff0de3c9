package org.chainrule.data.table;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.chainrule.Tensor;
import org.chainrule.data.DataException;
import org.chainrule.data.Examples;
import org.chainrule.graph.Shape;

/** The inputs and targets of some rows, filled one after the other. */
final class Inputs {
    private final Preparation preparation;
    private final float[] values;
    private final float[] targets;
    private int filled;

    Inputs(Path file, Preparation preparation, int rows) {
        long size = (long) rows * preparation.inputs();
        if (size > Integer.MAX_VALUE - 8) {
            throw new DataException(
                    file + ": " + rows + " rows of " + preparation.inputs() + " inputs are more than an array holds");
        }
        this.preparation = preparation;
        this.values = new float[(int) size];
        this.targets = new float[rows];
    }

    void add(Encoder encoder, Row row, Consumer<Cell> unknown) {
        encoder.inputs(row, values, filled * preparation.inputs(), unknown);
        targets[filled++] = encoder.learnt(row);
    }

    Examples examples() {
        return new Examples(
                Tensor.of(values, Shape.of(targets.length, preparation.inputs())),
                preparation.target().tensor(targets));
    }
}
