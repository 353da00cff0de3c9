package org.chainrule.data.table;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Learns from a column's training values what a feature is. */
sealed interface FeatureFit {
    void see(Cell cell);

    /** The feature; none if all values are the same, which tells nothing. */
    Optional<Feature> feature();

    static FeatureFit of(String column, Kind kind) {
        return switch (kind) {
            case NUMBER, TRUTH -> new ScaledFit(column, kind);
            case CATEGORY -> new OneHotFit(column);
        };
    }

    /** Fits the mean and the standard deviation. */
    final class ScaledFit implements FeatureFit {
        private final String column;
        private final Kind kind;
        private final Moments moments = new Moments();
        private long missing;

        private ScaledFit(String column, Kind kind) {
            this.column = column;
            this.kind = kind;
        }

        @Override
        public void see(Cell cell) {
            if (cell.isMissing()) {
                missing++;
            } else {
                moments.add(kind.required(cell));
            }
        }

        @Override
        public Optional<Feature> feature() {
            boolean varies = moments.deviation() > 0;
            if (moments.count() == 0 || !varies && missing == 0) {
                return Optional.empty();
            }
            double deviation = varies ? moments.deviation() : 1;
            return Optional.of(new Scaled(column, kind, moments.mean(), deviation, missing > 0));
        }
    }

    /** Fits the categories. */
    final class OneHotFit implements FeatureFit {
        private final String column;
        private final Map<String, Integer> counts = new TreeMap<>();
        private long missing;

        private OneHotFit(String column) {
            this.column = column;
        }

        @Override
        public void see(Cell cell) {
            if (cell.isMissing()) {
                missing++;
            } else {
                counts.merge(cell.text(), 1, Integer::sum);
            }
        }

        @Override
        public Optional<Feature> feature() {
            if (counts.isEmpty() || counts.size() == 1 && missing == 0) {
                return Optional.empty();
            }
            String mode = counts.entrySet().stream()
                    .max(Map.Entry.comparingByValue())
                    .orElseThrow()
                    .getKey();
            return Optional.of(new OneHot(column, counts.keySet().stream().toList(), mode, missing > 0));
        }
    }
}
