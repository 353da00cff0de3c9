package org.chainrule.data.table;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.Tensor;
import org.chainrule.data.Batch;
import org.chainrule.data.DataException;
import org.chainrule.data.Json;
import org.chainrule.graph.Shape;

/** How rows become a model's inputs, and its outputs predictions: learnt from the training rows, kept with the model. */
public record Preparation(Target target, List<Feature> features) {
    public Preparation {
        features = List.copyOf(features);
        if (features.isEmpty()) {
            throw new IllegalArgumentException("no column is left to predict " + target.column() + " from");
        }
    }

    /** How many inputs a model has. */
    public int inputs() {
        return features.stream().mapToInt(Feature::width).sum();
    }

    /**
     * The preparation for a file.
     *
     * @throws DataException if a column is missing; that of the target may be
     */
    public Encoder on(Csv csv) {
        return new Encoder(this, csv.file(), csv.columns());
    }

    /** The inputs of a row, from its codes. */
    void write(float[] codes, int from, float[] to, int at) {
        int input = at;
        for (int i = 0; i < features.size(); i++) {
            features.get(i).write(codes[from + i], to, input);
            input += features.get(i).width();
        }
    }

    /** Rows as a model sees them, from their codes [rows, features] and what is learnt of their targets [rows]. */
    Batch written(Batch coded) {
        int rows = coded.size();
        int width = inputs();
        float[] codes = coded.inputs().toFloats();
        float[] values = new float[Math.multiplyExact(rows, width)];
        for (int row = 0; row < rows; row++) {
            write(codes, row * features.size(), values, row * width);
        }
        return new Batch(
                Tensor.of(values, Shape.of(rows, width)),
                target.tensor(coded.targets().toFloats()));
    }

    /** The preparation as JSON. */
    public String toJson() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("target", target.toMap());
        map.put("features", features.stream().map(Feature::toMap).toList());
        return Json.of(map);
    }

    /**
     * Reads what {@link #toJson} wrote.
     *
     * @throws DataException if the file is damaged
     */
    public static Preparation read(Path file) {
        return Json.read(file, PreparationJson::of);
    }
}
