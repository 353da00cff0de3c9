package org.chainrule.data.table;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.data.DataException;
import org.chainrule.data.Json;

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
