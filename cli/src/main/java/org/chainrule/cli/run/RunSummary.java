package org.chainrule.cli.run;

import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import org.chainrule.lens.series.Entry;
import org.chainrule.train.EpochReport;

/**
 * All that is told about a finished run.
 *
 * @param configuration the options by name, in the order to show them
 * @param environment what the run ran on, by name
 * @param ending how the training ended
 * @param baselines simpler ways on the same examples, the one to beat first
 * @param series what was recorded while it trained
 */
public record RunSummary(
        String title,
        ZonedDateTime started,
        Duration duration,
        Ending ending,
        Map<String, Object> configuration,
        Map<String, String> environment,
        List<ParameterInfo> parameters,
        CheckResult check,
        List<EpochReport> epochs,
        Evaluation evaluation,
        List<Baseline> baselines,
        List<Entry> series) {
    public RunSummary {
        parameters = List.copyOf(parameters);
        epochs = List.copyOf(epochs);
        baselines = List.copyOf(baselines);
        series = List.copyOf(series);
    }

    public long parameterCount() {
        return parameters.stream().mapToLong(ParameterInfo::count).sum();
    }
}
