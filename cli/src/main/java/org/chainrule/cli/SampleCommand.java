package org.chainrule.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.chainrule.cli.console.Terminal;
import org.chainrule.data.text.Corpus;
import org.chainrule.nn.language.TokenSampling;
import org.chainrule.threads.Workers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "sample",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = "Writes a text with a model that train has learnt from one, character by character.",
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  chainrule sample runs/moby",
            "  chainrule sample runs/moby --prompt \"Call me\" --length 300",
            "  chainrule sample runs/moby --temperature 0.5 --top-k 10 --seed 7",
            "  chainrule sample runs/moby --temperature 1 --top-p 0.9"
        })
@SuppressWarnings("FieldMayBeFinal") // set by picocli
final class SampleCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "RUN", converter = Options.Place.class, description = "The folder that train has written.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path run;

    @Option(names = "--prompt", paramLabel = "TEXT", description = "What it goes on with (default: a new line).")
    private String prompt = "";

    @Option(
            names = "--length",
            paramLabel = "N",
            converter = Options.Count.class,
            description = "How many characters it writes (default: ${DEFAULT-VALUE}).")
    private int length = 500;

    @Option(
            names = "--temperature",
            paramLabel = "X",
            converter = Options.NotNegative.class,
            description = {
                "1 draws by the model's own probabilities, less is surer and duller,",
                "0 always takes the most probable (default: ${DEFAULT-VALUE})."
            })
    private double temperature = Author.TEMPERATURE;

    @Option(
            names = "--top-k",
            paramLabel = "N",
            converter = Options.Count.class,
            description = "Draws among so many of the most probable alone (default: all).")
    private Optional<Integer> top = Optional.empty();

    @Option(
            names = "--top-p",
            paramLabel = "P",
            converter = Options.Probability.class,
            description = "Draws among the fewest most probable that have this probability together (default: all).")
    private Optional<Double> nucleus = Optional.empty();

    @Option(
            names = "--seed",
            paramLabel = "N",
            converter = Options.Whole.class,
            description = "Same seed, same text (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(names = "--allow-unknown", description = "Leave characters of the prompt out that the model has not seen.")
    private boolean allowUnknown;

    @Option(
            names = "--threads",
            paramLabel = "N",
            converter = Options.Threads.class,
            description = "Threads; the result does not depend on them (default: ${DEFAULT-VALUE}).")
    private int threads = Runtime.getRuntime().availableProcessors();

    SampleCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        SavedText saved = SavedRun.at(run).text();
        Corpus begin = Corpus.of(prompt, "the prompt", saved.alphabet(), SavedText.unknown(allowUnknown));
        TokenSampling sampling = new TokenSampling(
                temperature,
                top.map(OptionalInt::of).orElseGet(OptionalInt::empty),
                nucleus.map(OptionalDouble::of).orElseGet(OptionalDouble::empty));
        PrintStream out = terminal.out();
        try (Workers workers = Workers.of(threads)) {
            out.print(begin);
            out.flush();
            new Author(saved.model(), saved.alphabet(), workers).write(begin, length, sampling, seed, character -> {
                out.print(Character.toString(character));
                // it also flushes, and tells when nobody reads any more
                return !out.checkError();
            });
        }
        out.println();
        return 0;
    }
}
