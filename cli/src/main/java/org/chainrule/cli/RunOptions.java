package org.chainrule.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.chainrule.train.Rhythm;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The options of every training: where it is kept, how often, and whether it goes on. */
@SuppressWarnings("FieldMayBeFinal") // set by picocli
final class RunOptions {
    /** Says that these are the arguments of a run that goes on. */
    static final String RESUMED = "--resumed";

    static final String OUT = "--out";

    static final String LENS = "--lens";

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(
            names = OUT,
            paramLabel = "DIR",
            converter = Options.Place.class,
            description = "Run folder, which must not exist (default: runs/<date>-<time>-<name>).")
    private Optional<Path> out = Optional.empty();

    /** For the help alone: {@link ConfiguredArguments} has put the file's options in its place. */
    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = {
                "Options from a YAML or JSON file, by their names here without dashes; 'train: mnist' says what to train on.",
                "The config.json of another run does too. Options on the command line win."
            })
    private Optional<String> config = Optional.empty();

    @Option(
            names = "--resume",
            description = {
                "Goes on with the run in --out, to the bit as if it had not been ended.",
                "Its own options hold, and need not be given.",
                "More --epochs are added, if the learning rate does not go by their number: train mnist without such a --schedule."
            })
    private boolean resume;

    @Option(names = RESUMED, hidden = true)
    private boolean resumed;

    @Option(
            names = "--checkpoint-every",
            paramLabel = "WHAT",
            converter = RhythmReader.class,
            description =
                    "What can be gone on from: epoch, so many steps (100), or a time (30s, 10m, 2h) (default: epoch).")
    private Rhythm rhythm = new Rhythm.Epochs(1);

    @Option(
            names = "--tensorboard",
            description = "Writes event files into the run folder: tensorboard --logdir runs shows them.")
    private boolean tensorboard;

    @Option(names = LENS, description = "Prints the address of a page that shows the training as it goes on.")
    private boolean lens;

    Optional<Path> out() {
        return out;
    }

    Rhythm rhythm() {
        return rhythm;
    }

    /** Whether TensorBoard is told. */
    boolean isToldToTensorBoard() {
        return tensorboard;
    }

    /** Whether a page is to show the training. */
    boolean isShown() {
        return lens;
    }

    /** Whether a run is to go on whose arguments are not known yet. */
    boolean isToResume() {
        return resume;
    }

    /** Whether these are the arguments of a run that goes on. */
    boolean isResumed() {
        return resumed;
    }

    /** The command. */
    CommandSpec spec() {
        return spec;
    }

    /** The folder that is to be gone on with. */
    Path toResume() {
        return out.orElseThrow(
                () -> new ParameterException(spec.commandLine(), "say which run is to go on: --resume --out DIR"));
    }

    /** What the run was started with. */
    List<String> arguments(Path place) {
        return resumed
                ? Resumption.arguments(place, spec.commandLine().getParseResult())
                : spec.root().commandLine().getParseResult().originalArgs();
    }

    /** Reads how often. */
    static final class RhythmReader implements ITypeConverter<Rhythm> {
        @Override
        public Rhythm convert(String text) {
            if (text.equals("epoch")) {
                return new Rhythm.Epochs(1);
            }
            try {
                return switch (text.charAt(text.length() - 1)) {
                    case 's' -> new Rhythm.Time(Duration.ofSeconds(number(text)));
                    case 'm' -> new Rhythm.Time(Duration.ofMinutes(number(text)));
                    case 'h' -> new Rhythm.Time(Duration.ofHours(number(text)));
                    default -> new Rhythm.Steps(Integer.parseInt(text));
                };
            } catch (IllegalArgumentException | StringIndexOutOfBoundsException e) {
                throw new TypeConversionException(
                        "'" + text + "' is none of epoch, a number of steps, or a time as 30s, 10m, 2h");
            }
        }

        private static long number(String text) {
            return Integer.parseInt(text.substring(0, text.length() - 1));
        }
    }
}
