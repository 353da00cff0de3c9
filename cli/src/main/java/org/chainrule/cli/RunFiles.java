package org.chainrule.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.chainrule.Tree;
import org.chainrule.cli.console.Terminal;
import org.chainrule.cli.report.Report;
import org.chainrule.cli.run.Baseline;
import org.chainrule.cli.run.CheckResult;
import org.chainrule.cli.run.Ending;
import org.chainrule.cli.run.Evaluation;
import org.chainrule.cli.run.MetricsCsv;
import org.chainrule.cli.run.ParameterInfo;
import org.chainrule.cli.run.RunFolder;
import org.chainrule.cli.run.RunSummary;
import org.chainrule.data.DataException;
import org.chainrule.data.Json;
import org.chainrule.lens.series.Entry;
import org.chainrule.lens.series.SeriesFile;
import org.chainrule.nn.Layer;
import org.chainrule.train.Checkpoints;
import org.chainrule.train.ModelFile;

/** The files of a run: first the model and its numbers, then configuration and report. */
record RunFiles(
        RunFolder folder,
        Terminal terminal,
        Assignment assignment,
        List<String> arguments,
        ZonedDateTime started,
        long startedNanos) {
    private static final String CHECKPOINTS = "checkpoints";
    private static final String CHECK = "gradient check";

    /** What a training that is stopped before it has done a step leaves of a run, which may be one that goes on. */
    static String untouched(Path run) {
        OptionalLong steps = Checkpoints.in(run.resolve(CHECKPOINTS)).steps();
        return steps.isPresent()
                ? String.format(
                        Locale.ROOT,
                        "stopped before the first new step; %s stays as it was at step %,d",
                        run,
                        steps.getAsLong())
                : "stopped before the first step; nothing to save";
    }

    /**
     * Before anything of a run that is to go on is touched.
     *
     * @throws DataException if it is going on already
     */
    static void requireFree(Path run) {
        Checkpoints.in(run.resolve(CHECKPOINTS)).requireFree();
    }

    /** Whether there is something that can be gone on from. */
    static boolean hasCheckpoints(Path run) {
        return Checkpoints.in(run.resolve(CHECKPOINTS)).steps().isPresent();
    }

    /** The gradient check with which a run began that goes on; none if that is not written there. */
    static Optional<CheckResult> checked(Path run) {
        Map<String, Object> configuration = Json.read(run.resolve(SavedRun.CONFIGURATION), map -> map);
        return configuration.get(CHECK) instanceof List<?> numbers ? CheckResult.of(numbers) : Optional.empty();
    }

    /** Before the training, so that it can be gone on with; the place for its checkpoints is returned. */
    Path begin(CheckResult check) {
        Path place = folder.settle();
        folder.write(SavedRun.CONFIGURATION, Json.of(configuration(check)));
        return place.resolve(CHECKPOINTS);
    }

    /** What is written of the training while it goes on, which {@code begin} has made room for. */
    Path series() {
        return folder.place().resolve(RunSeries.FILE);
    }

    /** All of it that was written so far. */
    List<Entry> recorded() {
        return SeriesFile.at(series()).all();
    }

    /** Before anything else is done with it: what fails later leaves it as it is. */
    void saveModel(Learnt learnt) {
        Path file = folder.publish("model.safetensors", path -> ModelFile.save(learnt.model(), path));
        terminal.line("saved " + file);
        assignment.companions().forEach(folder::write);
        folder.write("metrics.csv", MetricsCsv.of(learnt.epochs(), assignment.classifies()));
    }

    void report(Learnt learnt, CheckResult check, Evaluation evaluation, List<Baseline> baselines) {
        Duration duration = learnt.duration(Duration.ofNanos(System.nanoTime() - startedNanos));
        folder.write(SavedRun.CONFIGURATION, Json.of(configuration(learnt, check, evaluation, baselines, duration)));
        RunSummary summary = new RunSummary(
                assignment.data() + ", " + Introduction.form(assignment.model(), "–"),
                started,
                duration,
                learnt.ending(),
                shown(assignment.configuration()),
                Environment.describe(),
                parameters(learnt.model()),
                check,
                learnt.epochs(),
                evaluation,
                baselines,
                recorded());
        folder.write("report.html", Report.of(summary));
        terminal.line("saved metrics.csv, config.json and report.html beside it");
        terminal.line(next(learnt.ending()));
    }

    /** What the user may do now. */
    private String next(Ending ending) {
        Path run = folder.place();
        if (ending == Ending.STOPPED) {
            return "go on with " + Resumption.line(run);
        }
        String place = Options.forShell(run.toString());
        return "next: open " + run.resolve("report.html") + " in a browser, or "
                + Invocation.of(
                        assignment instanceof TextAssignment ? "sample " + place : "predict " + place + " FILE");
    }

    /** Once the training is complete and reported, nobody goes on with it. */
    void end() {
        folder.delete(CHECKPOINTS);
    }

    private Map<String, Object> configuration(CheckResult check) {
        Map<String, Object> configuration = new LinkedHashMap<>(assignment.configuration());
        configuration.put("arguments", arguments);
        configuration.put("started", started.toOffsetDateTime().toString());
        configuration.put(CHECK, check.numbers());
        return configuration;
    }

    private Map<String, Object> configuration(
            Learnt learnt, CheckResult check, Evaluation evaluation, List<Baseline> baselines, Duration duration) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("part", evaluation.part());
        result.put(evaluation.measure(), evaluation.value());
        result.put("loss", evaluation.loss());
        baselines.forEach(baseline -> result.put("baseline: " + baseline.name(), baseline.value()));
        result.put("steps", learnt.steps());
        result.put("ending", learnt.ending().toString().toLowerCase(Locale.ROOT));
        result.put("gradient_check", check.passed());
        result.put("seconds", duration.toMillis() / 1000.0);
        Map<String, Object> configuration = configuration(check);
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

    private static List<ParameterInfo> parameters(Layer model) {
        return Tree.named(model).entrySet().stream()
                .map(parameter -> new ParameterInfo(
                        parameter.getKey(),
                        parameter.getValue().shape().toString(),
                        parameter.getValue().shape().size()))
                .toList();
    }
}
