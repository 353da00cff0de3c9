package org.chainrule.cli;

import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.Tree;
import org.chainrule.cli.report.Report;
import org.chainrule.cli.run.CheckResult;
import org.chainrule.cli.run.Evaluation;
import org.chainrule.cli.run.Json;
import org.chainrule.cli.run.MetricsCsv;
import org.chainrule.cli.run.ParameterInfo;
import org.chainrule.cli.run.RunFolder;
import org.chainrule.cli.run.RunSummary;
import org.chainrule.nn.Mlp;
import org.chainrule.train.ModelFile;
import org.chainrule.train.Trained;

/** The files of a run: model, numbers, configuration, report. */
record RunFiles(RunFolder folder, MnistOptions options, ZonedDateTime started, long startedNanos) {
    void write(Trained<Mlp> trained, String layers, CheckResult check, Evaluation evaluation) {
        ModelFile.save(trained.model(), folder.file("model.safetensors"));
        folder.write("metrics.csv", MetricsCsv.of(trained.history()));
        Duration duration = Duration.ofNanos(System.nanoTime() - startedNanos);
        folder.write("config.json", Json.of(configuration(trained, check, evaluation, duration)));
        RunSummary summary = new RunSummary(
                options.dataName() + ", " + layers.replace('-', '–'),
                started,
                duration,
                isStopped(trained),
                shown(options.configuration()),
                Environment.describe(),
                parameters(trained.model()),
                check,
                trained.history(),
                evaluation);
        folder.write("report.html", Report.of(summary));
    }

    private boolean isStopped(Trained<Mlp> trained) {
        return trained.history().size() < options.epochs();
    }

    private Map<String, Object> configuration(
            Trained<Mlp> trained, CheckResult check, Evaluation evaluation, Duration duration) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("images", evaluation.images());
        result.put("accuracy", evaluation.score().accuracy());
        result.put("loss", evaluation.score().loss());
        result.put("steps", trained.steps());
        result.put("stopped", isStopped(trained));
        result.put("gradient_check", check.passed());
        result.put("seconds", duration.toMillis() / 1000.0);
        Map<String, Object> configuration = new LinkedHashMap<>(options.configuration());
        configuration.put("started", started.toOffsetDateTime().toString());
        configuration.put("result", result);
        configuration.put("environment", Environment.describe());
        return configuration;
    }

    /** The options as people read them: lists without brackets. */
    private static Map<String, Object> shown(Map<String, Object> configuration) {
        Map<String, Object> shown = new LinkedHashMap<>(configuration);
        shown.replaceAll((name, value) -> value instanceof List<?> list
                ? list.isEmpty() ? "none" : list.toString().replace("[", "").replace("]", "")
                : value);
        return shown;
    }

    private static List<ParameterInfo> parameters(Mlp model) {
        return Tree.named(model).entrySet().stream()
                .map(parameter -> new ParameterInfo(
                        parameter.getKey(),
                        parameter.getValue().shape().toString(),
                        parameter.getValue().shape().size()))
                .toList();
    }
}
