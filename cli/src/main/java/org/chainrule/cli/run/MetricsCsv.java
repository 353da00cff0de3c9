package org.chainrule.cli.run;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.chainrule.train.EpochReport;
import org.chainrule.train.Score;

/** The numbers of each epoch as comma-separated values (RFC 4180). */
public final class MetricsCsv {

    private MetricsCsv() {}

    /** @param classes whether there are accuracies */
    public static String of(List<EpochReport> epochs, boolean classes) {
        String header = "epoch," + columns("training", classes) + "," + columns("validation", classes)
                + ",rate,seconds,examples_per_second\n";
        return epochs.stream().map(epoch -> row(epoch, classes)).collect(Collectors.joining("", header, ""));
    }

    private static String columns(String part, boolean classes) {
        return part + "_loss" + (classes ? "," + part + "_accuracy" : "");
    }

    private static String values(Score score, boolean classes) {
        return score.loss() + (classes ? "," + score.accuracy() : "");
    }

    private static String row(EpochReport epoch, boolean classes) {
        return String.format(
                Locale.ROOT,
                "%d,%s,%s,%s,%.3f,%.0f\n",
                epoch.epoch(),
                values(epoch.training(), classes),
                values(epoch.validation(), classes),
                epoch.rate(),
                epoch.seconds(),
                epoch.examplesPerSecond());
    }
}
