package org.chainrule.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleConsumer;
import org.chainrule.cli.console.UserError;
import org.chainrule.cli.run.Baseline;
import org.chainrule.cli.run.Ending;
import org.chainrule.cli.run.Evaluation;
import org.chainrule.data.Dataset;
import org.chainrule.data.Prefetch;
import org.chainrule.data.Sampling;
import org.chainrule.data.table.ClassTarget;
import org.chainrule.data.table.NumberTarget;
import org.chainrule.data.table.TableData;
import org.chainrule.data.table.TableRequest;
import org.chainrule.data.table.Target;
import org.chainrule.data.table.Task;
import org.chainrule.nn.Dropout;
import org.chainrule.nn.Layer;
import org.chainrule.nn.Mlp;
import org.chainrule.threads.Workers;
import org.chainrule.train.Evaluator;
import org.chainrule.train.Settings;
import org.chainrule.train.Trainer;

/** A perceptron on a table, beside a linear model that is trained in the same way, and the mean or the most frequent class. */
record TableAssignment(TableOptions options, TableData table, Sampling sampling, Mlp model) implements Assignment {
    private static final int ROWS_READ = 512;

    /** Reads the table. */
    static TableAssignment of(TableOptions options) {
        TableRequest request = new TableRequest(options.target(), options.ignored(), options.task(), options.seed());
        TableData table = TableData.read(options.file(), request);
        List<Integer> widths = new ArrayList<>(options.hidden());
        widths.addFirst(table.preparation().inputs());
        widths.addLast(target(table).outputs());
        Mlp plain = MnistAssignment.perceptron(widths, options.activation(), options.seed());
        return new TableAssignment(
                options,
                table,
                sampling(options, table),
                options.dropout() == 0 ? plain : plain.with(new Dropout(options.dropout())));
    }

    private static Sampling sampling(TableOptions options, TableData table) {
        if (!options.balance()) {
            return Sampling.shuffled();
        }
        return switch (target(table)) {
            case ClassTarget _ -> Sampling.balanced(table.training());
            case NumberTarget _ ->
                throw new UserError("--balance is for classes, and the target " + options.target() + " is a number");
        };
    }

    private static Target target(TableData table) {
        return table.preparation().target();
    }

    private Task task() {
        return switch (target(table)) {
            case ClassTarget _ -> Task.CLASSIFICATION;
            case NumberTarget _ -> Task.REGRESSION;
        };
    }

    @Override
    public String data() {
        return String.valueOf(options.file().getFileName());
    }

    @Override
    public List<String> dataLines() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "data: %s, %,d rows to train on, %,d to validate, %,d to test",
                data(),
                table.training().size(),
                table.validation().size(),
                table.test().size()));
        lines.add(String.format(
                Locale.ROOT,
                "target: %s, %s, from %d columns as %d inputs",
                options.target(),
                switch (target(table)) {
                    case ClassTarget classes -> classes.outputs() + " classes";
                    case NumberTarget _ -> "a number";
                },
                table.preparation().features().size(),
                table.preparation().inputs()));
        table.remarks().forEach(remark -> lines.add("note: " + remark));
        return lines;
    }

    @Override
    public String trainingLine() {
        Settings settings = settings();
        return String.format(
                Locale.ROOT,
                "training: adamw at %s, %s, batches of %d, at most %s, seed %d",
                Options.written(options.rate()),
                options.scheduleName(table.training().size()),
                settings.batch(),
                Introduction.counted(settings.epochs(), "epoch"),
                options.seed());
    }

    @Override
    public Dataset training() {
        return table.training();
    }

    @Override
    public Dataset validation() {
        return table.validation();
    }

    @Override
    public Settings settings() {
        return settings(options.rate());
    }

    private Settings settings(double peak) {
        return options.settings(task(), table.training().size(), peak).with(sampling);
    }

    @Override
    public double rate() {
        return options.rate();
    }

    @Override
    public double usualRate() {
        return options.usualRate();
    }

    @Override
    public boolean classifies() {
        return task() == Task.CLASSIFICATION;
    }

    @Override
    public Map<String, Object> configuration() {
        return options.configuration(task(), table.training().size());
    }

    @Override
    public Map<String, String> companions() {
        return Map.of(SavedRun.PREPARATION, table.preparation().toJson());
    }

    @Override
    public Evaluation evaluate(Learnt learnt, Workers workers) {
        boolean whole = learnt.ending() == Ending.COMPLETE;
        return evaluate(
                whole ? "test" : "validation", whole ? table.test() : table.validation(), learnt.model(), workers);
    }

    private Evaluation evaluate(String part, Dataset rows, Layer network, Workers workers) {
        RowTally tally = RowTally.of(target(table));
        new Evaluator<Layer>(settings().loss(), workers)
                .forEach(network, rows, (output, learnt) -> tally.add(output, learnt[0]));
        return tally.evaluation(part);
    }

    @Override
    public List<Baseline> baselines(Workers workers) {
        Mlp line = MnistAssignment.perceptron(
                List.of(table.preparation().inputs(), target(table).outputs()), options.activation(), options.seed());
        Settings faster = settings(TableOptions.LINEAR_RATE);
        Layer linear = Trainer.on(workers, faster)
                .fit(line, table.training(), table.validation())
                .model();
        double least = evaluate("test", table.test(), linear, workers).value();
        return List.of(
                new Baseline(classifies() ? "logistic regression" : "linear regression", least),
                new Baseline(classifies() ? "the most frequent class" : "the mean", constant()));
    }

    /** How good a model is on the test rows that knows the training targets alone. */
    private double constant() {
        float[] outputs = new float[target(table).outputs()];
        if (classifies()) {
            forEachTarget(table.training(), number -> outputs[(int) number]++);
        }
        // the mean of a standardised number is 0
        RowTally tally = RowTally.of(target(table));
        forEachTarget(table.test(), learnt -> tally.add(outputs, (float) learnt));
        return tally.evaluation("test").value();
    }

    private static void forEachTarget(Dataset rows, DoubleConsumer consumer) {
        try (Prefetch batches = rows.inOrder(ROWS_READ)) {
            batches.forEachRemaining(
                    batch -> Arrays.stream(batch.targets().toDoubles()).forEach(consumer));
        }
    }
}
