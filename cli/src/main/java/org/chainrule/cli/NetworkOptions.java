package org.chainrule.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chainrule.RandomKey;
import org.chainrule.cli.Options.HiddenWidths;
import org.chainrule.data.Mnist;
import org.chainrule.nn.Activation;
import org.chainrule.nn.Mlp;
import org.chainrule.threads.Workers;
import org.chainrule.train.Settings;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The data and the network of commands that try trainings out. */
@SuppressWarnings("FieldMayBeFinal") // set by picocli
final class NetworkOptions {
    @Parameters(paramLabel = "WHAT", converter = DataReader.class, description = "What to train on: mnist.")
    @SuppressWarnings({"NullAway.Init", "UnusedVariable"}) // set by picocli
    private Data what;

    @Option(
            names = "--hidden",
            paramLabel = "WIDTHS",
            converter = Options.Widths.class,
            description = "Widths of the hidden layers, as 256,128; or none (default: ${DEFAULT-VALUE}).")
    private HiddenWidths hidden = new HiddenWidths(List.of(256));

    @Option(
            names = "--activation",
            paramLabel = "NAME",
            converter = TrainMnistCommand.ActivationReader.class,
            description = "relu, tanh, logistic, gelu … (default: relu).")
    private Activation activation = Activation.RELU;

    @Option(
            names = "--batch",
            paramLabel = "N",
            converter = Options.Count.class,
            description = "Examples in a step (default: ${DEFAULT-VALUE}).")
    private int batch = 128;

    @Option(
            names = "--seed",
            paramLabel = "N",
            converter = Options.Whole.class,
            description = "Same seed, same numbers, to the bit (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(
            names = "--threads",
            paramLabel = "N",
            converter = Options.Threads.class,
            description = "Threads; the result does not depend on them (default: ${DEFAULT-VALUE}).")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            converter = Options.Place.class,
            description = "Folder of IDX files in the place of MNIST's own, gzipped or not.")
    private Optional<Path> data = Optional.empty();

    @Spec(Spec.Target.SELF)
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec own;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec command;

    /** What can be trained on. */
    private enum Data {
        MNIST
    }

    Mnist load() {
        return data.map(Mnist::from).orElseGet(Mnist::shipped);
    }

    Mlp model(Mnist mnist) {
        List<Integer> widths = new ArrayList<>(hidden.widths());
        widths.addFirst(mnist.images().height() * mnist.images().width());
        widths.addLast(mnist.classes());
        return Mlp.of(widths, activation, RandomKey.of(seed));
    }

    Workers workers() {
        return Workers.of(threads);
    }

    /** Softmax cross-entropy in batches of the wanted size and order. */
    Settings settings(int epochs) {
        return Settings.classification(epochs).withBatch(batch).withSeed(seed);
    }

    /** The steps of an epoch. */
    long stepsPerEpoch(Mnist mnist) {
        return settings(1).stepsPerEpoch(mnist.training().size());
    }

    /** The options that were given of these, for a shell, each after a blank; {@code train mnist} has them all by the same names. */
    String given() {
        StringBuilder all = new StringBuilder();
        for (OptionSpec option : command.commandLine().getParseResult().matchedOptions()) {
            String name = option.longestName();
            if (own.optionsMap().containsKey(name)) {
                option.originalStringValues()
                        .forEach(value ->
                                all.append(' ').append(name).append(' ').append(Options.forShell(value)));
            }
        }
        return all.toString();
    }

    /** Reads what to train on. */
    static final class DataReader implements ITypeConverter<Data> {
        @Override
        public Data convert(String text) {
            return Options.named(Data.class, text);
        }
    }
}
