package org.chainrule.cli;

import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.chainrule.NonFiniteException;
import org.chainrule.RandomKey;
import org.chainrule.Tensor;
import org.chainrule.cli.console.Terminal;
import org.chainrule.cli.console.UserError;
import org.chainrule.cli.console.WorkError;
import org.chainrule.cli.run.Baseline;
import org.chainrule.cli.run.CheckResult;
import org.chainrule.cli.run.Ending;
import org.chainrule.cli.run.Evaluation;
import org.chainrule.cli.run.RunFolder;
import org.chainrule.data.Batch;
import org.chainrule.lens.watch.Watch;
import org.chainrule.nn.Context;
import org.chainrule.nn.Layer;
import org.chainrule.nn.Statistics;
import org.chainrule.tensorboard.TensorBoard;
import org.chainrule.threads.Workers;
import org.chainrule.train.Checkpoints;
import org.chainrule.train.DivergenceException;
import org.chainrule.train.Settings;
import org.chainrule.train.Trained;
import org.chainrule.train.Trainer;
import org.chainrule.train.TrainingListener;

/** The commands {@code chainrule train …}: check the model's gradient, train, save the model, test and report. */
final class TrainingRun {
    private static final int CHECK_FAILED = 1;

    private final Terminal terminal;
    private final RunOptions options;
    private final int threads;
    private final ZonedDateTime started = ZonedDateTime.now(ZoneId.systemDefault());
    private final long startedNanos = System.nanoTime();

    TrainingRun(Terminal terminal, RunOptions options, int threads) {
        this.terminal = terminal;
        this.options = options;
        this.threads = threads;
    }

    /**
     * Runs all of it.
     *
     * @param name of a new run folder, behind date and time, if none is asked for
     * @param loading reads the data
     * @return the exit code
     * @throws UserError if the memory is too small
     * @throws WorkError if the loss diverged, or if something could not be saved
     */
    int run(String name, Supplier<? extends Assignment> loading) {
        try {
            return tryToRun(name, loading);
        } catch (OutOfMemoryError e) {
            throw new UserError(String.format(
                    Locale.ROOT,
                    "these layers, batches and data need more memory than the %,d MiB that Java was given; "
                            + "CHAINRULE_JAVA_OPTIONS=-Xmx… gives more",
                    Runtime.getRuntime().maxMemory() >> 20));
        }
    }

    private int tryToRun(String name, Supplier<? extends Assignment> loading) {
        Path place =
                options.out().orElseGet(() -> RunFolder.freePlace(Path.of("runs"), started.toLocalDateTime(), name));
        if (options.isResumed()) {
            RunFiles.requireFree(place);
        } else {
            Resumption.command(place).ifPresent(command -> {
                throw new UserError("output folder " + place
                        + " exists already; name one that does not, or go on with its run: " + command);
            });
        }
        try (Interrupt interrupt = Interrupt.listen();
                RunFolder folder = options.isResumed() ? RunFolder.resumed(place) : RunFolder.at(place);
                Workers workers = Workers.of(threads)) {
            interrupt.tidyBy(folder::close);
            interrupt.endAfter(() -> terminal.line(RunFiles.untouched(place)));
            Assignment assignment = loading.get();
            Introduction.of(assignment).forEach(terminal::line);
            Optional<CheckResult> before = options.isResumed() ? RunFiles.checked(place) : Optional.empty();
            Optional<CheckResult> check = before.isPresent() ? before : checked(assignment);
            if (check.isEmpty()) {
                return CHECK_FAILED;
            }
            RunFiles files =
                    new RunFiles(folder, terminal, assignment, options.arguments(place), started, startedNanos);
            Path checkpoints = files.begin(check.get());
            try (LivePage page = LivePage.of(options.isShown(), files.series(), terminal)) {
                Learnt learnt = learn(assignment, workers, interrupt, folder, checkpoints, files.series());
                conclude(learnt, assignment, check.get(), files, workers, interrupt, folder);
            }
            return interrupt.exitCode().orElse(0);
        }
    }

    private void conclude(
            Learnt learnt,
            Assignment assignment,
            CheckResult check,
            RunFiles files,
            Workers workers,
            Interrupt interrupt,
            RunFolder folder) {
        if (learnt.steps() == 0) {
            folder.discard();
        } else {
            learnt.early(assignment.settings()).ifPresent(terminal::line);
            interrupt.undisturbed(() -> files.saveModel(learnt));
            interrupt.answerBy(() -> terminal.line("writing the report; Ctrl-C once more ends at once"));
            Evaluation evaluation = assignment.evaluate(learnt, workers);
            List<Baseline> baselines = learnt.ending() == Ending.COMPLETE ? assignment.baselines(workers) : List.of();
            files.report(learnt, check, evaluation, baselines);
            baselines.stream()
                    .filter(evaluation::isBeatenBy)
                    .forEach(baseline -> terminal.line("note: " + baseline.name() + " does better here"));
            if (learnt.ending() == Ending.COMPLETE) {
                files.end();
            }
            terminal.line(terminal.bold(Outcome.of(evaluation, baselines)));
            RateAdvice.notes(files.recorded(), assignment).forEach(terminal::line);
        }
        learnt.divergence().ifPresent(divergence -> {
            throw divergence.told(RateAdvice.lower(assignment), learnt.epochs().size());
        });
    }

    /** The gradient check; none if it failed, which has then been told. */
    private Optional<CheckResult> checked(Assignment assignment) {
        Batch examples = assignment.checked();
        Settings settings = assignment.settings();
        Layer model = assignment.model();
        terminal.begun("gradient check of " + Introduction.parameters(model) + " ...");
        ModelCheck check =
                ModelCheck.of(Statistics.without(model), at -> loss(settings, Statistics.kept(at, model), examples));
        String line = check.result().line();
        terminal.line("gradient check: " + (check.result().passed() ? line : terminal.bad(line)));
        check.failure().ifPresent(terminal::line);
        return check.failure().isEmpty() ? Optional.of(check.result()) : Optional.empty();
    }

    private static Tensor loss(Settings settings, Layer model, Batch examples) {
        // as it is trained: a batch norm goes by the batch then, and not by what it knows of others
        Context context = Context.training(RandomKey.of(settings.seed()));
        Tensor loss = settings.loss().of(model.apply(examples.inputs(), context), examples.targets());
        return settings.regularization().penalized(loss, model);
    }

    private static TensorBoard tensorBoard(Assignment assignment, Path folder) {
        return assignment.classifies() ? TensorBoard.in(folder) : TensorBoard.ofNumbers(folder);
    }

    private Learnt learn(
            Assignment assignment,
            Workers workers,
            Interrupt interrupt,
            RunFolder folder,
            Path checkpoints,
            Path series) {
        Settings settings = assignment.settings();
        TrainingProgress progress =
                new TrainingProgress(terminal, assignment.training().size(), settings, assignment.classifies());
        FiniteEpochs finite = new FiniteEpochs(assignment.model());
        Optional<TensorBoard> board = options.isToldToTensorBoard()
                ? Optional.of(tensorBoard(assignment, checkpoints.resolveSibling("")))
                : Optional.empty();
        Watch watch = Watch.of(settings, assignment.training(), workers, series);
        List<TrainingListener> listeners =
                new ArrayList<>(List.of(watch, finite, new FirstStep(folder::keep), progress));
        board.ifPresent(listeners::add);
        Trainer trainer = Trainer.on(workers, settings, listeners.toArray(TrainingListener[]::new))
                .with(Checkpoints.in(checkpoints).every(options.rhythm()));
        interrupt.answerBy(() -> {
            terminal.line("stopping after this batch; Ctrl-C once more ends at once");
            trainer.stop();
        });
        try {
            Trained<Layer> trained = trainer.resume(assignment.model(), assignment.training(), assignment.validation());
            return Learnt.of(trained, finite.before());
        } catch (DivergenceException loss) {
            return finite.before(Divergence.of(loss));
        } catch (NonFiniteException blamed) {
            return finite.before(Divergence.of(blamed));
        } finally {
            watch.close();
            board.ifPresent(TensorBoard::close);
            progress.end();
        }
    }
}
