package org.chainrule.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.chainrule.cli.Options.HiddenWidths;
import org.chainrule.cli.console.Terminal;
import org.chainrule.cli.console.UserError;
import org.chainrule.data.table.Task;
import org.chainrule.nn.Activation;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
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
            "On a table it finds what the columns are, keeps a fifth of the rows to test, and compares with a linear model.",
            "On a folder of images it does the same with a convolutional network; --size and what follows it are for images.",
            "From a text it learns which character comes next; --model and what follows it are for texts."
        },
        synopsisSubcommandLabel = "[mnist]",
        commandListHeading = "%nWhat to train on beside tables, images and texts:%n",
        optionListHeading = "%nOptions for tables, images and texts:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  chainrule train data.csv --target price",
            "  chainrule train data.csv --target kind --ignore id,name --hidden 64",
            "  chainrule train images/                a folder of images for each class",
            "  chainrule train book.txt --out runs/book",
            "  chainrule train book.txt --model lstm --epochs 20",
            "  chainrule train mnist",
            "  chainrule train mnist --hidden 256,128 --activation tanh --epochs 12",
            "  chainrule train --config run.yaml      options from a YAML or JSON file",
            "  chainrule train --resume --out RUN     go on with a run that was ended",
            "  chainrule train mnist --help           all options"
        })
@SuppressWarnings("FieldMayBeFinal") // set by picocli
final class TrainCommand implements Callable<Integer> {
    private static final Set<String> TABLES_ALONE =
            Set.of("--target", "--task", "--ignore", "--balance", "--hidden", "--activation");

    private static final Set<String> IMAGES_ALONE =
            Set.of("--size", "--colours", "--channels", "--augment", "--skip-broken");

    private static final Set<String> TEXTS_ALONE = Set.of("--model", "--width", "--layers", "--heads", "--length");

    private static final String DROPOUT = "--dropout";

    /** How files of texts are called. */
    private static final Pattern TEXT = Pattern.compile("(?i).*\\.(txt|text|md)(\\.gz)?");

    private final Terminal terminal;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            converter = Options.Place.class,
            description =
                    "A CSV file whose first line names the columns; a folder with a folder of images for each class;"
                            + " or a text, as book.txt.")
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
            names = "--balance",
            description =
                    "Learns from each class as often as from any other: rare ones are seen several times an epoch.")
    private boolean balance;

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
            description =
                    "Passes over the data, at most (default: 100, fewer for large tables; of images up to 40, of texts 10 rounds).")
    private Optional<Integer> epochs = Optional.empty();

    @Option(
            names = "--batch",
            paramLabel = "N",
            converter = Options.Count.class,
            description = "Rows in a step (default: 32, more for large tables), images (default: 16, more for many),"
                    + " or windows of a text (default: of 2,048 characters).")
    private Optional<Integer> batch = Optional.empty();

    @Option(
            names = "--rate",
            paramLabel = "X",
            converter = Options.Positive.class,
            description = "The highest learning rate (default: 0.003, 0.03 without hidden layers, 0.01 for images,"
                    + " for texts that of the network).")
    private Optional<Double> rate = Optional.empty();

    @Option(
            names = DROPOUT,
            paramLabel = "P",
            converter = Options.Share.class,
            description = "Share of hidden values that a step leaves out, against overfitting"
                    + " (default: 0.2 for tables, 0 for texts; images have none).")
    private Optional<Double> dropout = Optional.empty();

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
    private ImageArguments images = new ImageArguments();

    @Mixin
    private LanguageArguments language = new LanguageArguments();

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
        Path data = file.orElseThrow(() -> wrong(
                "say what to train on: a CSV file with --target, a folder of images, a text as book.txt, or mnist"));
        String name = String.valueOf(data.toAbsolutePath().normalize().getFileName());
        if (!Files.exists(data) && !name.contains(".")) {
            if (Resumption.subject(spec.commandLine().getParseResult()).contains("/")) {
                throw new UserError(data + ": cannot be read: there is no such folder");
            }
            throw wrong("unknown command '" + data
                    + "', and no such file: a CSV file, a folder of images, a text or mnist is trained on"
                    + Nearest.hint(name, spec.commandLine().getSubcommands().keySet()));
        }
        String title = name.replaceFirst("\\..*", "");
        return new TrainingRun(terminal, run, threads).run(title, assignment(data, name));
    }

    private Supplier<Assignment> assignment(Path data, String name) {
        if (Files.isDirectory(data)) {
            return images(data);
        }
        refuse(IMAGES_ALONE, "for folders of images alone, and " + data + " is none");
        return isText(name) ? text(data) : table(data);
    }

    private Supplier<Assignment> images(Path folder) {
        refuse(TABLES_ALONE, "for tables alone, and " + folder + " is a folder");
        refuse(TEXTS_ALONE, "for texts alone, and " + folder + " is a folder");
        refuse(Set.of(DROPOUT), "for tables and texts alone, and " + folder + " is a folder");
        ImageOptions options = new ImageOptions(
                folder, images.request(seed), epochs, batch, rate, images.channels(), images.augment(), threads);
        return () -> ImageAssignment.of(options, terminal);
    }

    /** A text is named so, or a network is asked for that reads one; a table has a column to predict. */
    private boolean isText(String name) {
        return target.isEmpty() && (language.isGiven() || TEXT.matcher(name).matches());
    }

    private Supplier<Assignment> text(Path data) {
        refuse(
                TABLES_ALONE,
                "for tables alone: with --target the data is a table, and else " + data + " is read as a text");
        TextOptions options = new TextOptions(
                data,
                language.size(),
                dropout.orElse(0.0),
                epochs.orElse(TextOptions.EPOCHS),
                batch,
                rate,
                seed,
                threads);
        return () -> TextAssignment.of(options);
    }

    private Supplier<Assignment> table(Path data) {
        refuse(
                TEXTS_ALONE,
                "for texts alone, and " + data
                        + " is taken for a table; without --target it is a text if it ends with .txt");
        String wanted = target.orElseThrow(() -> Files.exists(data)
                ? wrong("say which column to predict: --target COLUMN; or, if " + data
                        + " is a text, --model transformer or --model lstm")
                : new UserError(data + ": cannot be read: there is no such file or folder"));
        if (hidden.widths().isEmpty()) {
            refuse(Set.of(DROPOUT), "leaves hidden values out, and without hidden layers there is none");
        }
        Set<String> without = new TreeSet<>(ignored);
        if (without.contains(wanted)) {
            throw wrong("'" + wanted + "' cannot be predicted and ignored at once");
        }
        TableOptions options = new TableOptions(
                data,
                wanted,
                without,
                task,
                balance,
                epochs,
                batch,
                rate,
                hidden.widths(),
                activation,
                dropout,
                seed,
                threads);
        return () -> TableAssignment.of(options);
    }

    private void refuse(Set<String> names, String why) {
        List<String> given = spec.commandLine().getParseResult().matchedOptions().stream()
                .map(OptionSpec::longestName)
                .filter(names::contains)
                .toList();
        if (!given.isEmpty()) {
            throw wrong(String.join(", ", given) + ": " + why);
        }
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
