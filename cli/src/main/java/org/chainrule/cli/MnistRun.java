package org.chainrule.cli;

import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.chainrule.RandomKey;
import org.chainrule.Tensor;
import org.chainrule.Tree;
import org.chainrule.cli.console.Terminal;
import org.chainrule.cli.console.UserError;
import org.chainrule.cli.run.CheckResult;
import org.chainrule.cli.run.Evaluation;
import org.chainrule.cli.run.RunFolder;
import org.chainrule.data.Batch;
import org.chainrule.data.Dataset;
import org.chainrule.data.Mnist;
import org.chainrule.graph.ShapeException;
import org.chainrule.nn.Mlp;
import org.chainrule.threads.Workers;
import org.chainrule.train.Evaluator;
import org.chainrule.train.Settings;
import org.chainrule.train.Trained;
import org.chainrule.train.Trainer;

/** The command {@code chainrule train mnist}: checks the model's gradient, trains, tests, and fills the run folder. */
final class MnistRun {
    private static final int CHECKED_EXAMPLES = 4;
    private static final int CHECK_FAILED = 1;

    private final MnistOptions options;
    private final Settings settings;
    private final Terminal terminal;
    private final ZonedDateTime started = ZonedDateTime.now(ZoneId.systemDefault());
    private final long startedNanos = System.nanoTime();

    MnistRun(MnistOptions options, Terminal terminal) {
        this.options = options;
        this.settings = options.settings();
        this.terminal = terminal;
    }

    /**
     * Runs all of it.
     *
     * @param out the run folder, or none for a new one named by date and time
     * @return the exit code
     */
    int run(Optional<Path> out) {
        Path place = out.orElseGet(() -> RunFolder.freePlace(Path.of("runs"), started.toLocalDateTime(), "mnist"));
        try (Interrupt interrupt = Interrupt.listen();
                RunFolder folder = RunFolder.at(place);
                Workers workers = Workers.of(options.threads())) {
            interrupt.onFirst(() -> terminal.line("stopping after this batch; Ctrl-C once more ends at once"));
            interrupt.onSecond(folder::close);
            Mnist data = options.data().map(Mnist::from).orElseGet(Mnist::shipped);
            Mlp model = model(data);
            describe(data, model);
            Optional<CheckResult> check = checked(model, data.training());
            if (check.isEmpty()) {
                return CHECK_FAILED;
            }
            Trainer trainer = Trainer.on(
                    workers,
                    settings,
                    new TrainingProgress(terminal, data.training().size(), options.epochs()));
            interrupt.onFirst(trainer::stop);
            Trained<Mlp> trained = trainer.fit(model, data.training(), data.validation());
            if (trained.steps() > 0) {
                Evaluation evaluation = evaluate(trained, data, workers);
                finish(folder, place, trained, check.get(), evaluation);
            }
            return interrupt.isRequested() ? Interrupt.EXIT_CODE : 0;
        }
    }

    private Mlp model(Mnist data) {
        int pixels = data.images().height() * data.images().width();
        List<Integer> widths = options.widths(pixels, data.classes());
        try {
            return Mlp.of(widths, options.activation(), RandomKey.of(options.seed()));
        } catch (ShapeException e) {
            throw new UserError("a network of widths " + widths + " is too large: " + e.getMessage());
        }
    }

    private void describe(Mnist data, Mlp model) {
        terminal.line(String.format(
                Locale.ROOT,
                "data: %s, %,d images to train on, %,d to validate, %,d to test",
                options.dataName(),
                data.training().size(),
                data.validation().size(),
                data.test().size()));
        terminal.line(String.format(
                Locale.ROOT,
                "model: %s, %s, %,d parameters; %s at %s, batches of %d, seed %d",
                layers(model),
                Options.name(options.activation()),
                Tree.leaves(model).stream()
                        .mapToLong(leaf -> leaf.shape().size())
                        .sum(),
                options.optimizer(),
                options.rate(),
                options.batch(),
                options.seed()));
    }

    private static String layers(Mlp model) {
        List<Integer> widths = model.layers().stream()
                .map(layer -> layer.weight().shape().extent(1))
                .collect(Collectors.toList());
        widths.addFirst(model.layers().getFirst().weight().shape().extent(0));
        return widths.stream().map(String::valueOf).collect(Collectors.joining("-"));
    }

    /** The gradient check; none if it failed, which has then been told. */
    private Optional<CheckResult> checked(Mlp model, Dataset training) {
        terminal.redraw("gradient check ...");
        int[] first =
                IntStream.range(0, Math.min(CHECKED_EXAMPLES, training.size())).toArray();
        Batch examples = training.batch(first);
        ModelCheck check = ModelCheck.of(model, at -> loss(at, examples));
        String line = check.result().line();
        terminal.line("gradient check: " + (check.result().passed() ? line : terminal.bad(line)));
        check.failure().ifPresent(terminal::line);
        return check.failure().isEmpty() ? Optional.of(check.result()) : Optional.empty();
    }

    private Tensor loss(Mlp model, Batch examples) {
        Tensor loss = settings.loss().of(model.apply(examples.inputs()), examples.targets());
        return settings.l2().added(loss, model);
    }

    /** On the test images; on the validation images if the training was stopped, so that the test images stay unseen. */
    private Evaluation evaluate(Trained<Mlp> trained, Mnist data, Workers workers) {
        boolean whole = trained.history().size() == options.epochs();
        Dataset images = whole ? data.test() : data.validation();
        Evaluator<Mlp> evaluator = new Evaluator<>(settings.loss(), workers);
        return Answers.of(whole ? "test" : "validation", images, evaluator.outputs(trained.model(), images));
    }

    private void finish(RunFolder folder, Path place, Trained<Mlp> trained, CheckResult check, Evaluation evaluation) {
        new RunFiles(folder, options, started, startedNanos).write(trained, layers(trained.model()), check, evaluation);
        folder.publish();
        if (!Double.isFinite(evaluation.score().loss())) {
            terminal.line(terminal.bad("the loss is no finite number any more: a smaller --rate may help"));
        }
        terminal.line("saved " + place.resolve("report.html") + ", with model.safetensors, metrics.csv, config.json");
        terminal.line(terminal.bold(String.format(
                Locale.ROOT,
                "%s accuracy %.4f",
                evaluation.images(),
                evaluation.score().accuracy())));
    }
}
