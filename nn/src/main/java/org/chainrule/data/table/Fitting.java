package org.chainrule.data.table;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.data.DataException;
import org.chainrule.data.Part;

/** Fits a preparation to the training rows of a file. */
final class Fitting {
    private Fitting() {}

    /** @param remarks is told of columns that are left out */
    static Preparation of(Columns columns, TableRequest request, Split split, List<String> remarks) {
        Task task = columns.task(request);
        Map<String, FeatureFit> fits = new LinkedHashMap<>();
        columns.others()
                .forEach((column, survey) -> columns.unusable(column)
                        .ifPresentOrElse(
                                why -> remarks.add(leftOut(column, why)),
                                () -> fits.put(column, FeatureFit.of(column, survey.kind()))));
        Moments moments = new Moments();
        try (Csv csv = Csv.open(columns.file())) {
            int target = csv.columns().indexOf(request.target());
            for (int row = 0; row < split.rows() && csv.hasNext(); row++) {
                Row fields = csv.next();
                if (split.of(row) == Part.TRAINING) {
                    for (int i = 0; i < fields.columns().size(); i++) {
                        FeatureFit fit = fits.get(fields.columns().get(i));
                        if (fit != null) {
                            fit.see(fields.cell(i));
                        }
                    }
                    fields.cell(target).number().ifPresent(moments::add);
                }
            }
        }
        List<Feature> features = new ArrayList<>();
        fits.forEach((column, fit) -> fit.feature()
                .ifPresentOrElse(
                        features::add, () -> remarks.add(leftOut(column, "every value to learn from is the same"))));
        if (features.isEmpty()) {
            String why = remarks.isEmpty() ? "there is no other" : String.join("; ", remarks);
            throw new DataException(
                    columns.file() + ": no column is left to predict " + request.target() + " from: " + why);
        }
        return new Preparation(target(columns, request, task, moments), features);
    }

    private static String leftOut(String column, String why) {
        return "column " + column + " is left out: " + why;
    }

    private static Target target(Columns columns, TableRequest request, Task task, Moments moments) {
        return switch (task) {
            case CLASSIFICATION ->
                new ClassTarget(request.target(), columns.target().sortedValues());
            case REGRESSION -> {
                if (moments.deviation() == 0) {
                    throw new DataException(columns.file() + ": every value of the target " + request.target()
                            + " to learn from is the same");
                }
                yield new NumberTarget(request.target(), moments.mean(), moments.deviation());
            }
        };
    }
}
