package org.chainrule.cli.run;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.chainrule.train.EpochReport;

/** The numbers of each epoch as comma-separated values (RFC 4180). */
public final class MetricsCsv {
    private static final String HEADER =
            "epoch,training_loss,training_accuracy,validation_loss,validation_accuracy,rate,seconds,examples_per_second\n";

    private MetricsCsv() {}

    public static String of(List<EpochReport> epochs) {
        return epochs.stream().map(MetricsCsv::row).collect(Collectors.joining("", HEADER, ""));
    }

    private static String row(EpochReport epoch) {
        return String.format(
                Locale.ROOT,
                "%d,%s,%s,%s,%s,%s,%.3f,%.0f\n",
                epoch.epoch(),
                epoch.training().loss(),
                epoch.training().accuracy(),
                epoch.validation().loss(),
                epoch.validation().accuracy(),
                epoch.rate(),
                epoch.seconds(),
                epoch.examplesPerSecond());
    }
}
