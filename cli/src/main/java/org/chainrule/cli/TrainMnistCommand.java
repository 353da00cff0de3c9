package org.chainrule.cli;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.chainrule.cli.Options.HiddenWidths;
import org.chainrule.cli.console.Terminal;
import org.chainrule.nn.Activation;
import org.chainrule.optim.Schedule;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "mnist",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "Trains a multi-layer perceptron on the MNIST digits.",
            "Of the training images it keeps some to validate; the test images are used once, at the end."
        },
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  chainrule train mnist",
            "  chainrule train mnist --hidden 256,128 --activation tanh --epochs 12",
            "  chainrule train mnist --optimizer momentum --rate 0.05 --l2 1e-4 --seed 7",
            "  chainrule train mnist --schedule one-cycle --rate 0.01 --epochs 5",
            "  chainrule train mnist --hidden 512 --dropout 0.3 --epochs 40 --patience 4",
            "  chainrule train mnist --data fashion --out runs/fashion",
            "  chainrule train --resume --out runs/fashion  go on where it ended",
            "%nCtrl-C stops after the current batch and saves; a second one ends at once.",
            "Exit code: 0 trained; 1 the loss diverged, or something could not be saved;",
            "2 a mistake in the arguments or the data; 130 stopped by Ctrl-C, and saved."
        })
@SuppressWarnings("FieldMayBeFinal") // set by picocli
final class TrainMnistCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            converter = Options.Count.class,
            description = "Passes over the data (default: ${DEFAULT-VALUE}).")
    private int epochs = 8;

    @Option(
            names = "--batch",
            paramLabel = "N",
            converter = Options.Count.class,
            description = "Examples in a step (default: ${DEFAULT-VALUE}).")
    private int batch = 128;

    @Option(
            names = "--rate",
            paramLabel = "X",
            converter = Options.Positive.class,
            description = "Learning rate (default: the usual one of the optimizer, 0.001 with adam).")
    private Optional<Double> rate = Optional.empty();

    @Option(
            names = "--optimizer",
            paramLabel = "NAME",
            converter = OptimizerChoice.Reader.class,
            completionCandidates = OptimizerChoice.Names.class,
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private OptimizerChoice optimizer = OptimizerChoice.ADAM;

    @Option(
            names = "--hidden",
            paramLabel = "WIDTHS",
            converter = Options.Widths.class,
            description = "Widths of the hidden layers, as 256,128; or none (default: ${DEFAULT-VALUE}).")
    private HiddenWidths hidden = new HiddenWidths(List.of(256));

    @Option(
            names = "--activation",
            paramLabel = "NAME",
            converter = ActivationReader.class,
            completionCandidates = ActivationNames.class,
            description = "${COMPLETION-CANDIDATES} (default: relu).")
    private Activation activation = Activation.RELU;

    @Option(
            names = "--l2",
            paramLabel = "X",
            converter = Options.NotNegative.class,
            description = "Weight of the L2 penalty (default: ${DEFAULT-VALUE}).")
    private double l2 = 0;

    @Mixin
    private OverfittingOptions overfitting = new OverfittingOptions();

    @Option(
            names = "--schedule",
            paramLabel = "NAME",
            converter = ScheduleChoice.Reader.class,
            completionCandidates = ScheduleChoice.Names.class,
            description = {
                "How the rate goes over the training, --rate being the highest: ${COMPLETION-CANDIDATES} (default: constant).",
                "Cycles move the momentum against it, if the optimizer has one."
            })
    private Optional<ScheduleChoice> schedule = Optional.empty();

    @Mixin
    private ScheduleShape shape = new ScheduleShape();

    @Option(
            names = "--seed",
            paramLabel = "N",
            converter = Options.Whole.class,
            description = "Same seed, same model, to the bit (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(
            names = "--threads",
            paramLabel = "N",
            converter = Options.Threads.class,
            description = "Threads; the result does not depend on them (default: ${DEFAULT-VALUE}).")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Mixin
    private RunOptions run = new RunOptions();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            converter = Options.Place.class,
            description = "Folder of IDX files in the place of MNIST's own, gzipped or not.")
    private Optional<Path> data = Optional.empty();

    TrainMnistCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (run.isToResume()) {
            return Resumption.of(run).execute(terminal);
        }
        MnistOptions options = new MnistOptions(
                epochs,
                batch,
                rate.orElse(optimizer.usualRate()),
                optimizer,
                hidden.widths(),
                activation,
                l2,
                overfitting,
                schedule,
                shape,
                seed,
                threads,
                data);
        return new TrainingRun(terminal, run, threads).run("mnist", () -> MnistAssignment.of(options));
    }

    /** Whether the rate of each step is the same for so many epochs and for others. */
    boolean mayGoOn(int begun, int wanted) {
        return schedule.filter(name -> !schedule(name, begun).equals(schedule(name, wanted)))
                .isEmpty();
    }

    private Schedule schedule(ScheduleChoice name, long count) {
        // any number of steps, if no warm-up is longer
        long stepsPerEpoch = 1L << 32;
        double highest = rate.orElse(optimizer.usualRate());
        return shape.of(name, new ScheduleChoice.Course(highest, count * stepsPerEpoch, stepsPerEpoch, false));
    }

    /** Reads the name of an activation. */
    static final class ActivationReader implements ITypeConverter<Activation> {
        @Override
        public Activation convert(String text) {
            return Options.named(Activation.class, text);
        }
    }

    /** All names, for the help. */
    static final class ActivationNames implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Options.names(Activation.class).iterator();
        }
    }
}
