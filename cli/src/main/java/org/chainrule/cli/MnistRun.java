package org.chainrule.cli;

import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.chainrule.RandomKey;
import org.chainrule.Tensor;
import org.chainrule.cli.console.Terminal;
import org.chainrule.cli.console.UserError;
import org.chainrule.cli.console.WorkError;
import org.chainrule.cli.run.CheckResult;
import org.chainrule.cli.run.Ending;
import org.chainrule.cli.run.Evaluation;
import org.chainrule.cli.run.RunFolder;
import org.chainrule.data.Batch;
import org.chainrule.data.Dataset;
import org.chainrule.data.Mnist;
import org.chainrule.graph.ShapeException;
import org.chainrule.nn.Layer;
import org.chainrule.nn.Mlp;
import org.chainrule.threads.Workers;
import org.chainrule.train.Evaluator;
import org.chainrule.train.Settings;
import org.chainrule.train.Trainer;

/** The command {@code chainrule train mnist}: checks the model's gradient, trains, saves the model, tests and reports. */
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
     * @throws WorkError if the loss diverged, or if something could not be saved
     */
    int run(Optional<Path> out) {
        Path place = out.orElseGet(() -> RunFolder.freePlace(Path.of("runs"), started.toLocalDateTime(), "mnist"));
        try (Interrupt interrupt = Interrupt.listen();
                RunFolder folder = RunFolder.at(place);
                Workers workers = Workers.of(options.threads())) {
            interrupt.tidyBy(folder::close);
            interrupt.endAfter(() -> terminal.line("stopped before the first step; nothing to save"));
            Mnist data = options.data().map(Mnist::from).orElseGet(Mnist::shipped);
            Mlp model = model(data);
            Introduction.of(options, data, model).forEach(terminal::line);
            Optional<CheckResult> check = checked(model, data.training());
            if (check.isEmpty()) {
                return CHECK_FAILED;
            }
            Learnt learnt = learn(model, data, workers, interrupt);
            if (learnt.steps() > 0) {
                RunFiles files = new RunFiles(folder, terminal, options, started, startedNanos);
                interrupt.undisturbed(() -> files.saveModel(learnt));
                interrupt.answerBy(() -> terminal.line("writing the report; Ctrl-C once more ends at once"));
                Evaluation evaluation = evaluate(learnt, data, workers);
                files.report(learnt, Introduction.layers(model, "–"), check.get(), evaluation);
                terminal.line(terminal.bold(String.format(
                        Locale.ROOT,
                        "%s accuracy %.4f",
                        evaluation.images(),
                        evaluation.score().accuracy())));
            }
            learnt.divergence().ifPresent(divergence -> {
                throw divergence.told(options.rate(), learnt.epochs().size());
            });
            return interrupt.exitCode().orElse(0);
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
        return settings.regularization().penalized(loss, model);
    }

    private Learnt learn(Mlp model, Mnist data, Workers workers, Interrupt interrupt) {
        TrainingProgress progress =
                new TrainingProgress(terminal, data.training().size(), options.epochs());
        FiniteEpochs finite = new FiniteEpochs(model);
        Settings scheduled = options.scheduled(settings, data.training().size());
        Trainer trainer = Trainer.on(workers, scheduled, finite, progress);
        interrupt.answerBy(() -> {
            terminal.line("stopping after this batch; Ctrl-C once more ends at once");
            trainer.stop();
        });
        progress.begin();
        try {
            return Learnt.of(trainer.fit(model, data.training(), data.validation()), options.epochs());
        } catch (Divergence divergence) {
            return finite.before(divergence);
        } finally {
            terminal.clear();
        }
    }

    /** On the test images; on the validation images if the training was cut short, so that the test images stay unseen. */
    private Evaluation evaluate(Learnt learnt, Mnist data, Workers workers) {
        boolean whole = learnt.ending() == Ending.COMPLETE;
        Dataset images = whole ? data.test() : data.validation();
        Evaluator<Layer> evaluator = new Evaluator<>(settings.loss(), workers);
        return Answers.of(whole ? "test" : "validation", images, evaluator.outputs(learnt.model(), images));
    }
}
