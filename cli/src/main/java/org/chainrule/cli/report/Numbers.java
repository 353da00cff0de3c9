package org.chainrule.cli.report;

import java.time.Duration;
import java.util.Locale;
import org.chainrule.cli.run.ClassEvaluation;
import org.chainrule.cli.run.Evaluation;
import org.chainrule.cli.run.NumberEvaluation;
import org.chainrule.cli.run.TextEvaluation;

/** Numbers as people read them. */
final class Numbers {
    private Numbers() {}

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f%%", 100 * share);
    }

    /** A probability, short; only a certain one is 100%. */
    static String sure(double probability) {
        return probability > 0.995 && probability < 1 ? ">99%" : Math.round(100 * probability) + "%";
    }

    static String accuracy(double share) {
        return String.format(Locale.ROOT, "%.2f%%", 100 * share);
    }

    /** A value of an evaluation's measure. */
    static String measured(Evaluation evaluation, double value) {
        return switch (evaluation) {
            case ClassEvaluation _ -> accuracy(value);
            case NumberEvaluation _, TextEvaluation _ -> loss(value);
        };
    }

    static String loss(double loss) {
        return String.format(Locale.ROOT, "%.4f", loss);
    }

    /** A number of any size. */
    static String significant(double value) {
        return String.format(Locale.ROOT, "%.4g", value);
    }

    /** A whole number, in groups of three digits. */
    static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    static String duration(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds < 60) {
            return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
        }
        return seconds < 3600
                ? String.format(Locale.ROOT, "%d min %d s", seconds / 60, seconds % 60)
                : String.format(Locale.ROOT, "%d h %d min", seconds / 3600, seconds / 60 % 60);
    }
}
