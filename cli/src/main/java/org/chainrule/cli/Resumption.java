package org.chainrule.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
 * not matter to the model.
 */
record Resumption(Path folder, ParseResult given, CommandLine root) {
    private static final Set<String> FREE =
            Set.of("--out", "--resume", "--checkpoint-every", "--threads", RunOptions.LENS);

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
        if (configuration.get("result") instanceof Map<?, ?> result
                && "complete".equals(String.valueOf(result.get("ending")))) {
            terminal.line(
                    folder + " is complete: there is nothing to go on with; for more epochs train anew, with --epochs");
            return 0;
        }
        CommandLine again = Main.commands(terminal)
                .setOut(root.getOut())
                .setErr(root.getErr())
                .setOverwrittenOptionsAllowed(true);
        check(last(again.parseArgs(arguments.toArray(String[]::new))));
        List<String> all = new ArrayList<>(arguments);
        for (OptionSpec option : given.matchedOptions()) {
            if (FREE.contains(option.longestName()) && !option.longestName().equals("--resume")) {
                option.originalStringValues().forEach(value -> all.add(option.longestName() + "=" + value));
            }
        }
        all.add(RunOptions.RESUMED);
        return again.execute(all.toArray(String[]::new));
    }

    private void check(ParseResult then) {
        for (OptionSpec option : given.matchedOptions()) {
            String name = option.longestName();
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

    private static Map<String, Object> configuration(Path folder) {
        Path file = folder.resolve(SavedRun.CONFIGURATION);
        if (!Files.exists(file)) {
            throw new UserError(folder + " is no run folder: there is no run to go on with");
        }
        return Json.read(file, map -> map);
    }
}
