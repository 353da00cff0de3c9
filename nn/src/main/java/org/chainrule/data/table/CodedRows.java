package org.chainrule.data.table;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import org.chainrule.Tensor;
import org.chainrule.data.Batch;
import org.chainrule.data.Dataset;
import org.chainrule.data.ExampleFile;
import org.chainrule.data.Examples;
import org.chainrule.graph.DType;
import org.chainrule.graph.Data;
import org.chainrule.graph.Shape;
import org.chainrule.graph.Type;

/** Rows as codes of their features, and what is learnt of their targets, filled one after the other, in memory or on the disk. */
final class CodedRows implements AutoCloseable {
    /** Rows that are written to the disk at once. */
    private static final int PIECE = 4096;

    private final Preparation preparation;
    private final int features;
    private final Optional<ExampleFile.Writer> disk;
    private float[] codes;
    private float[] targets;
    private int filled;

    CodedRows(Preparation preparation, int rows, boolean onDisk) {
        this.preparation = preparation;
        this.features = preparation.features().size();
        this.disk = onDisk ? Optional.of(ExampleFile.writer()) : Optional.empty();
        int held = onDisk ? Math.min(rows, PIECE) : rows;
        this.codes = new float[Math.multiplyExact(held, features)];
        this.targets = new float[held];
    }

    void add(Encoder encoder, Row row, Consumer<Cell> unknown) {
        encoder.codes(row, codes, filled * features, unknown);
        targets[filled++] = encoder.learnt(row);
        if (filled == targets.length) {
            disk.ifPresent(this::flush);
        }
    }

    private void flush(ExampleFile.Writer writer) {
        writer.add(new Batch(
                tensor(Shape.of(filled, features), Arrays.copyOf(codes, filled * features)),
                tensor(Shape.of(filled), Arrays.copyOf(targets, filled))));
        filled = 0;
    }

    /** All rows, with inputs and targets as a model has them. */
    Dataset examples() {
        Dataset coded = disk.<Dataset>map(writer -> {
                    flush(writer);
                    return writer.written();
                })
                .orElseGet(() -> new Examples(
                        tensor(Shape.of(targets.length, features), codes), tensor(Shape.of(targets.length), targets)));
        return coded.map(preparation::written);
    }

    private static Tensor tensor(Shape shape, float[] values) {
        return Tensor.of(new Data(new Type(shape, DType.FLOAT32), values));
    }

    @Override
    public void close() {
        disk.ifPresent(ExampleFile.Writer::close);
    }
}
