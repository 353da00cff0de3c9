package org.chainrule.cli;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.chainrule.data.table.ClassTarget;
import org.chainrule.data.table.Csv;
import org.chainrule.data.table.NumberTarget;
import org.chainrule.data.table.Target;
import org.chainrule.threads.Workers;

/** The rows of a table, each with what is predicted of it and, for classes, how probable it is. */
record TablePredictions(Forecast forecast, Path file) implements Predictions {
    @Override
    public void write(CsvWriter to, Workers workers) {
        Target target = forecast.preparation().target();
        try (Csv csv = Csv.open(file)) {
            to.writeRecord(extended(csv.columns(), names(target)));
            forecast.forEach(
                    csv, workers, (row, outputs) -> to.writeRecord(extended(row.fields(), values(target, outputs))));
        }
    }

    private static List<String> extended(List<String> fields, List<String> more) {
        List<String> all = new ArrayList<>(fields);
        all.addAll(more);
        return all;
    }

    private static List<String> names(Target target) {
        String name = "predicted " + target.column();
        return switch (target) {
            case ClassTarget _ -> List.of(name, "probability");
            case NumberTarget _ -> List.of(name);
        };
    }

    private static List<String> values(Target target, float... outputs) {
        return switch (target) {
            case NumberTarget number -> List.of(Float.toString((float) number.value(outputs[0])));
            case ClassTarget classes -> {
                String best = classes.classes().get(Answers.best(outputs));
                yield List.of(best, Float.toString((float) Answers.probability(outputs)));
            }
        };
    }
}
