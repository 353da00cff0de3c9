package org.chainrule.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.chainrule.cli.ConfigurationFile.Entry;
import org.chainrule.cli.console.UserError;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * Puts the options of the file that {@code train --config} names into its arguments, in front of those that were given, which win. So a run
 * knows all that it was started with, and goes on whatever becomes of the file.
 */
final class ConfiguredArguments {
    /** What is trained on: a word or a file, as it stands behind {@code train}. */
    private static final String SUBJECT = "train";

    /** What a run folder's config.json was started with. */
    private static final String STARTED_WITH = "arguments";

    private static final String CONFIG = "--config";
    private static final Set<String> NOT_IN_FILES =
            Set.of(CONFIG, "--help", "--version", "--resume", RunOptions.RESUMED);

    private final Supplier<CommandLine> commands;
    private final ConfigurationFile file;

    private ConfiguredArguments(Supplier<CommandLine> commands, ConfigurationFile file) {
        this.commands = commands;
        this.file = file;
    }

    /**
     * The arguments with those of the file, or as they are if they name none or ask for help.
     *
     * @throws UserError if the file is not as it should be
     */
    static String[] of(Supplier<CommandLine> commands, String... arguments) {
        List<String> given = new ArrayList<>(List.of(arguments));
        int at = 0;
        while (at < given.size()
                && !given.get(at).equals(CONFIG)
                && !given.get(at).startsWith(CONFIG + "=")) {
            at++;
        }
        boolean separate = at + 1 < given.size() && given.get(at).equals(CONFIG);
        boolean named = at < given.size() && (separate || given.get(at).length() > CONFIG.length() + 1);
        boolean isForHelp = given.contains("--help") || given.contains("-h");
        if (!named || isForHelp || !given.getFirst().equals(SUBJECT)) {
            return arguments;
        }
        String name = given.remove(at).substring(CONFIG.length()).replaceFirst("^=", "");
        try {
            Path place = Path.of(separate ? given.remove(at) : name);
            return new ConfiguredArguments(commands, ConfigurationFile.read(place)).before(given);
        } catch (InvalidPathException e) {
            throw new UserError("'" + name + "' is no path: " + e.getReason(), e);
        }
    }

    private String[] before(List<String> given) {
        ParseResult then;
        try {
            then = parsed(given);
        } catch (ParameterException e) {
            // told when they are parsed in earnest
            return given.toArray(String[]::new);
        }
        Entry startedWith = file.entries().get(STARTED_WITH);
        Configured configured = startedWith == null ? fromEntries(then) : fromRun(startedWith.value(), then);
        List<String> all = new ArrayList<>(given);
        int place = 1;
        if (Resumption.isSubcommand(then)) {
            place = 1 + given.indexOf(then.commandSpec().name());
        } else {
            all.addAll(place, configured.subject());
            place += configured.subject().size();
        }
        all.addAll(place, configured.options());
        return all.toArray(String[]::new);
    }

    /**
     * What a file says.
     *
     * @param subject what is trained on, none if that was given, or is not said
     */
    private record Configured(List<String> subject, List<String> options) {}

    private ParseResult parsed(List<String> arguments) {
        return Resumption.last(commands.get().parseArgs(arguments.toArray(String[]::new)));
    }

    private Configured fromEntries(ParseResult given) {
        List<String> subject =
                subject(given, Optional.ofNullable(file.entries().get(SUBJECT)).map(entry -> file.text(entry.value())));
        List<String> command = new ArrayList<>(List.of(SUBJECT));
        command.addAll(
                Resumption.isSubcommand(given) ? List.of(given.commandSpec().name()) : subject);
        List<String> options = new ArrayList<>();
        file.entries().forEach((name, entry) -> {
            if (!name.equals(SUBJECT)) {
                argument(command, name, entry)
                        .filter(_ -> !given.hasMatchedOption("--" + name))
                        .ifPresent(options::add);
            }
        });
        return new Configured(subject, options);
    }

    private static List<String> subject(ParseResult given, Optional<String> said) {
        return Resumption.subject(given).isEmpty() ? said.stream().toList() : List.of();
    }

    private Optional<String> argument(List<String> command, String name, Entry entry) {
        String option = "--" + name;
        if (NOT_IN_FILES.contains(option)) {
            throw file.wrong(entry.name(), option + " is for the command line alone");
        }
        OptionSpec spec = parsed(command).commandSpec().findOption(option);
        if (spec == null) {
            // what the command line would say to it, with its suggestion
            throw refused(command, option + "=", entry.name())
                    .orElseThrow(() -> new AssertionError(option + " is unknown, and taken"));
        }
        List<String> texts = file.texts(entry.value());
        if (spec.arity().max() == 0) {
            String text = texts.size() == 1 ? texts.getFirst() : "";
            return switch (text) {
                case "true" -> Optional.of(option);
                case "false" -> Optional.empty();
                default -> throw file.wrong(entry.value(), name + " is true or false");
            };
        }
        if (texts.isEmpty() && !spec.splitRegex().isEmpty()) {
            return Optional.empty();
        }
        String argument = option + "=" + (texts.isEmpty() ? "none" : String.join(",", texts));
        refused(command, argument, entry.value()).ifPresent(error -> {
            throw error;
        });
        return Optional.of(argument);
    }

    private Optional<UserError> refused(List<String> command, String argument, Node at) {
        List<String> arguments = new ArrayList<>(command);
        arguments.add(argument);
        try {
            parsed(arguments);
            return Optional.empty();
        } catch (ParameterException e) {
            return Optional.of(file.wrong(at, Failures.message(e)));
        }
    }

    /** What a run was started with, but for its folder. */
    private Configured fromRun(Node value, ParseResult given) {
        if (!(value instanceof SequenceNode)) {
            throw file.wrong(value, "the arguments of a run are a list");
        }
        ParseResult then;
        try {
            then = parsed(file.texts(value));
        } catch (ParameterException e) {
            throw file.wrong(value, Failures.message(e));
        }
        List<String> options = new ArrayList<>();
        for (OptionSpec option : then.matchedOptions()) {
            String name = option.longestName();
            if (!NOT_IN_FILES.contains(name) && !name.equals(RunOptions.OUT) && !given.hasMatchedOption(name)) {
                options.addAll(again(option));
            }
        }
        String said = Resumption.subject(then);
        return new Configured(subject(given, said.isEmpty() ? Optional.empty() : Optional.of(said)), options);
    }

    private static List<String> again(OptionSpec option) {
        String name = option.longestName();
        return option.arity().max() == 0
                ? List.of(name)
                : option.originalStringValues().stream()
                        .map(text -> name + "=" + text)
                        .toList();
    }
}
