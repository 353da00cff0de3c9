package org.chainrule.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.chainrule.Tensor;
import org.chainrule.Tree;
import org.chainrule.cli.console.Terminal;
import org.chainrule.cli.console.UserError;
import org.chainrule.data.table.Feature;
import org.chainrule.data.table.OneHot;
import org.chainrule.data.table.Preparation;
import org.chainrule.data.table.Scaled;
import org.chainrule.graph.Shape;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "info",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Tells of a model that train has saved: its layers, parameters, inputs and result.",
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {"  chainrule info runs/wages"})
final class InfoCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "RUN", converter = Options.Place.class, description = "The folder that train has written.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path folder;

    InfoCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        SavedRun run = SavedRun.at(folder);
        terminal.line("data: " + run.configuration().getOrDefault("data", "unknown"));
        terminal.line(Introduction.modelLine(run.model()));
        Map<String, Tensor> parameters = Tree.named(run.model());
        int longest =
                parameters.keySet().stream().mapToInt(String::length).max().orElse(1);
        parameters.forEach((path, tensor) -> {
            Shape shape = tensor.shape();
            String name = path + " ".repeat(longest - path.length());
            terminal.line(String.format(Locale.ROOT, "  %s  %-14s %,10d", name, shape, shape.size()));
        });
        terminal.line(String.format(Locale.ROOT, "file: %s, %,d bytes", SavedRun.MODEL, bytes()));
        if (run.isOfTable()) {
            Preparation preparation = run.preparation();
            terminal.line("inputs:");
            preparation.features().forEach(feature -> terminal.line("  " + told(feature)));
            terminal.line("target: " + preparation.target().column());
        }
        if (run.isOfImages()) {
            terminal.line(ImageAssignment.seen(run.imagePreparation()));
        }
        if (run.isOfText()) {
            terminal.line("characters: " + run.text().alphabet().toString().replace("\n", "⏎"));
        }
        if (run.configuration().get("result") instanceof Map<?, ?> result) {
            terminal.line("result:");
            result.forEach((name, value) -> terminal.line("  " + name + ": " + shown(String.valueOf(name), value)));
        }
        Resumption.command(folder).ifPresent(command -> terminal.line("not complete; go on with " + command));
        return 0;
    }

    private static String shown(String name, Object value) {
        return switch (value) {
            case Number seconds
            when name.equals("seconds") -> String.format(Locale.ROOT, "%,.1f", seconds.doubleValue());
            case Double number -> String.format(Locale.ROOT, "%.4g", number);
            case Integer whole -> String.format(Locale.ROOT, "%,d", whole);
            case Long whole -> String.format(Locale.ROOT, "%,d", whole);
            default -> value.toString();
        };
    }

    private static String told(Feature feature) {
        String missing = feature.inputs().getLast().endsWith(" missing") ? ", missing values indicated" : "";
        return switch (feature) {
            case Scaled scaled ->
                String.format(
                        Locale.ROOT,
                        "%s: number, mean %.4g, deviation %.4g%s",
                        scaled.column(),
                        scaled.mean(),
                        scaled.deviation(),
                        missing);
            case OneHot oneHot -> oneHot.column() + ": one of " + String.join(", ", oneHot.categories()) + missing;
        };
    }

    private long bytes() {
        try {
            return Files.size(folder.resolve(SavedRun.MODEL));
        } catch (IOException e) {
            throw UserError.of(folder.resolve(SavedRun.MODEL) + " cannot be read", e);
        }
    }
}
