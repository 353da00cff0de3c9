package org.chainrule.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.chainrule.cli.Options.HiddenWidths;
import org.chainrule.cli.console.Terminal;
import org.chainrule.data.table.Task;
import org.chainrule.nn.Activation;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "Trains a network and writes a run folder: the model, its numbers and a report.",
            "On a table it finds what the columns are, keeps a fifth of the rows to test, and compares with a linear model."
        },
        synopsisSubcommandLabel = "[mnist]",
        commandListHeading = "%nWhat to train on beside tables:%n",
        optionListHeading = "%nOptions for tables:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  chainrule train data.csv --target price",
            "  chainrule train data.csv --target kind --ignore id,name --hidden 64",
            "  chainrule train mnist",
            "  chainrule train mnist --hidden 256,128 --activation tanh --epochs 12",
            "  chainrule train --resume --out RUN     go on with a run that was ended",
            "  chainrule train mnist --help           all options"
        })
@SuppressWarnings("FieldMayBeFinal") // set by picocli
final class TrainCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            converter = Options.Place.class,
            description = "A CSV file whose first line names the columns.")
    private Optional<Path> file = Optional.empty();

    @Option(names = "--target", paramLabel = "COLUMN", description = "The column to predict.")
    private Optional<String> target = Optional.empty();

    @Option(
            names = "--task",
            paramLabel = "NAME",
            converter = TaskReader.class,
            description = "classification or regression (default: seen from the target).")
    private Optional<Task> task = Optional.empty();

    @Option(names = "--ignore", paramLabel = "COLUMNS", split = ",", description = "Columns to leave out.")
    private List<String> ignored = List.of();

    @Option(
            names = "--hidden",
            paramLabel = "WIDTHS",
            converter = Options.Widths.class,
            description = "Widths of the hidden layers (default: ${DEFAULT-VALUE}).")
    private HiddenWidths hidden = new HiddenWidths(List.of(64, 32));

    @Option(
            names = "--activation",
            paramLabel = "NAME",
            converter = TrainMnistCommand.ActivationReader.class,
            description = "relu, tanh, logistic, gelu … (default: relu).")
    private Activation activation = Activation.RELU;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            converter = Options.Count.class,
            description = "Passes over the data, at most (default: 100, fewer for large tables).")
    private Optional<Integer> epochs = Optional.empty();

    @Option(
            names = "--batch",
            paramLabel = "N",
            converter = Options.Count.class,
            description = "Rows in a step (default: 32, more for large tables).")
    private Optional<Integer> batch = Optional.empty();

    @Option(
            names = "--rate",
            paramLabel = "X",
            converter = Options.Positive.class,
            description = "The highest learning rate (default: 0.003, and 0.03 without hidden layers).")
    private Optional<Double> rate = Optional.empty();

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

    TrainCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (run.isToResume()) {
            return Resumption.of(run).execute(terminal);
        }
        Path table = file.orElseThrow(() -> wrong("say what to train on: a CSV file with --target, or mnist"));
        String name = String.valueOf(table.getFileName());
        if (!Files.exists(table) && !name.contains(".")) {
            throw wrong("unknown command '" + table + "', and no such file: a CSV file or mnist is trained on");
        }
        String wanted = target.orElseThrow(() -> wrong("say which column to predict: --target COLUMN"));
        Set<String> without = new TreeSet<>(ignored);
        if (without.contains(wanted)) {
            throw wrong("'" + wanted + "' cannot be predicted and ignored at once");
        }
        TableOptions options = new TableOptions(
                table, wanted, without, task, epochs, batch, rate, hidden.widths(), activation, seed, threads);
        return new TrainingRun(terminal, run, threads)
                .run(name.replaceFirst("\\..*", ""), () -> TableAssignment.of(options));
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    /** Reads the name of a task. */
    static final class TaskReader implements ITypeConverter<Task> {
        @Override
        public Task convert(String text) {
            return Options.named(Task.class, text);
        }
    }
}
