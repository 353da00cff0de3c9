package org.chainrule.cli.run;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The numbers of each epoch as comma-separated values. */
public final class MetricsCsv {
    private static final String HEADER =
            "epoch,training_loss,training_accuracy,validation_loss,validation_accuracy,rate,seconds\n";

    private MetricsCsv() {}

    public static String of(List<EpochMetrics> epochs) {
        return epochs.stream().map(MetricsCsv::row).collect(Collectors.joining("", HEADER, ""));
    }

    private static String row(EpochMetrics epoch) {
        return String.format(
                Locale.ROOT,
                "%d,%s,%s,%s,%s,%s,%.3f\n",
                epoch.epoch(),
                epoch.training().loss(),
                epoch.training().accuracy(),
                epoch.validation().loss(),
                epoch.validation().accuracy(),
                epoch.rate(),
                epoch.seconds());
    }
}
