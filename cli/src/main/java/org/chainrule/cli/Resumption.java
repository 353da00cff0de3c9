package org.chainrule.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.chainrule.cli.console.Terminal;
import org.chainrule.cli.console.UserError;
import org.chainrule.data.Json;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * A run that goes on: its command is run again as it was given then. What is given now beside it must be the same, but for what does
 * not matter to the model, and for epochs that are added.
 */
record Resumption(Path folder, ParseResult given, CommandLine root) {
    private static final Set<String> FREE =
            Set.of("--out", "--resume", "--checkpoint-every", "--threads", RunOptions.LENS);

    private static final String EPOCHS = "--epochs";

    /** In what a run folder says of itself. */
    private static final String NAME_OF_EPOCHS = "epochs";

    static Resumption of(RunOptions run) {
        CommandLine root = run.spec().root().commandLine();
        return new Resumption(run.toResume(), last(root.getParseResult()), root);
    }

    /**
     * Goes on.
     *
     * @return the exit code
     * @throws UserError if there is no such run, it is complete, or it was started with other options
     */
    int execute(Terminal terminal) {
        Map<String, Object> configuration = configuration(folder);
        List<String> arguments = arguments(folder);
        Optional<Integer> added = addedEpochs(configuration);
        if (ending(configuration).equals("complete")) {
            added.ifPresent(epochs -> {
                throw new UserError(folder + " is complete, and its checkpoints are gone: no epochs can be added; train"
                        + " anew, with " + EPOCHS + " " + epochs);
            });
            terminal.line(
                    folder + " is complete: there is nothing to go on with; for more epochs train anew, with --epochs");
            return 0;
        }
        CommandLine again = Main.commands(terminal)
                .setOut(root.getOut())
                .setErr(root.getErr())
                .setOverwrittenOptionsAllowed(true);
        ParseResult then = last(again.parseArgs(arguments.toArray(String[]::new)));
        added.ifPresent(epochs -> checkEpochs(then, begunEpochs(configuration).orElseThrow(), epochs));
        check(then, added.isPresent());
        List<String> all = new ArrayList<>(
                added.map(epochs -> withEpochs(arguments, epochs)).orElse(arguments));
        for (OptionSpec option : given.matchedOptions()) {
            if (FREE.contains(option.longestName()) && !option.longestName().equals("--resume")) {
                option.originalStringValues().forEach(value -> all.add(option.longestName() + "=" + value));
            }
        }
        all.add(RunOptions.RESUMED);
        return again.execute(all.toArray(String[]::new));
    }

    /** The command that goes on with a run, if one can: it has checkpoints, and was stopped or killed. */
    static Optional<String> command(Path folder) {
        boolean begun = Files.exists(folder.resolve(SavedRun.CONFIGURATION)) && RunFiles.hasCheckpoints(folder);
        return begun && ending(configuration(folder)).matches("stopped|")
                ? Optional.of(line(folder))
                : Optional.empty();
    }

    /** The command that goes on with a run. */
    static String line(Path folder) {
        return Invocation.of("train --resume --out " + Options.forShell(folder.toString()));
    }

    /** How it ended; empty if that is not said, as a process was killed. */
    private static String ending(Map<String, Object> configuration) {
        return configuration.get("result") instanceof Map<?, ?> result ? String.valueOf(result.get("ending")) : "";
    }

    /** How many epochs there are to be, if those are more than there were to be. */
    private Optional<Integer> addedEpochs(Map<String, Object> configuration) {
        return wantedEpochs(given)
                .filter(wanted -> begunEpochs(configuration).stream().anyMatch(begun -> begun < wanted));
    }

    private static Optional<Integer> wantedEpochs(ParseResult result) {
        return result.hasMatchedOption(EPOCHS)
                ? Optional.of(Integer.valueOf(
                        result.matchedOption(EPOCHS).originalStringValues().getLast()))
                : Optional.empty();
    }

    private static OptionalInt begunEpochs(Map<String, Object> configuration) {
        return configuration.get(NAME_OF_EPOCHS) instanceof Number begun
                ? OptionalInt.of(begun.intValue())
                : OptionalInt.empty();
    }

    /** @throws UserError if the rate of a step depends on how many epochs there are */
    private void checkEpochs(ParseResult then, int begun, int wanted) {
        if (!(then.commandSpec().userObject() instanceof TrainMnistCommand mnist && mnist.mayGoOn(begun, wanted))) {
            throw new UserError(
                    folder + " was started with " + begun + " epochs, over all of which its learning rate goes:"
                            + " none can be added; train anew, with " + EPOCHS + " " + wanted);
        }
    }

    private static List<String> withEpochs(List<String> arguments, int epochs) {
        List<String> all = new ArrayList<>(arguments);
        for (int at = all.indexOf(EPOCHS); at >= 0; at = all.indexOf(EPOCHS)) {
            all.subList(at, at + 2).clear();
        }
        all.removeIf(argument -> argument.startsWith(EPOCHS + "="));
        all.add(EPOCHS + "=" + epochs);
        return all;
    }

    /** @param adding whether epochs are added, so that their number need not be that of then */
    private void check(ParseResult then, boolean adding) {
        for (OptionSpec option : given.matchedOptions()) {
            String name = option.longestName();
            if (name.equals(EPOCHS) && adding) {
                continue;
            }
            List<String> before =
                    then.hasMatchedOption(name) ? then.matchedOption(name).originalStringValues() : List.of();
            if (!FREE.contains(name) && !before.equals(option.originalStringValues())) {
                throw new UserError(folder + " was started with "
                        + (before.isEmpty() ? "no " + name : name + " " + String.join(",", before)) + ", not with "
                        + name
                        + " " + String.join(",", option.originalStringValues()));
            }
        }
        String subject = subject(given);
        if (!subject.isEmpty() && !subject.equals(subject(then))) {
            throw new UserError(folder + " was started as train " + subject(then) + ", not as train " + subject);
        }
    }

    /** What is trained on; empty if that is not said. */
    static String subject(ParseResult result) {
        List<String> files = result.matchedPositionals().stream()
                .map(ArgSpec::originalStringValues)
                .flatMap(List::stream)
                .toList();
        String name = result.commandSpec().name();
        return files.isEmpty() ? name.equals("train") ? "" : name : String.join(" ", files);
    }

    /** Whether what is trained on is a word of its own, as mnist. */
    static boolean isSubcommand(ParseResult train) {
        return !train.commandSpec().name().equals("train");
    }

    static ParseResult last(ParseResult result) {
        return result.hasSubcommand() ? last(result.subcommand()) : result;
    }

    /** What the run in a folder was started with. */
    static List<String> arguments(Path folder) {
        if (configuration(folder).get("arguments") instanceof List<?> arguments) {
            return arguments.stream().map(String::valueOf).toList();
        }
        throw new UserError(folder + " does not tell how it was started");
    }

    /** What the run in a folder was started with, or is now with more epochs. */
    static List<String> arguments(Path folder, ParseResult now) {
        List<String> then = arguments(folder);
        OptionalInt begun = begunEpochs(configuration(folder));
        return wantedEpochs(now)
                .filter(epochs -> begun.isPresent() && begun.getAsInt() != epochs)
                .map(epochs -> withEpochs(then, epochs))
                .orElse(then);
    }

    private static Map<String, Object> configuration(Path folder) {
        Path file = folder.resolve(SavedRun.CONFIGURATION);
        if (!Files.exists(file)) {
            throw new UserError(folder + " is no run folder: there is no run to go on with");
        }
        return Json.read(file, map -> map);
    }
}
