package org.chainrule.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.chainrule.cli.console.Terminal;
import org.chainrule.cli.console.UserError;
import org.chainrule.lens.Example;
import org.chainrule.lens.Lens;
import org.chainrule.lens.series.Series;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "lens",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Shows in the browser how a neuron computes, and how its gradients flow back, step by step.",
            "With --example it shows the graph of a network, and the kernels that it is compiled to.",
            "Of runs it shows how they trained, or train just now: curves, gradients, health.",
            "In a program, Lens.show(loss, model) shows a loss of your own."
        },
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {"  chainrule lens", "  chainrule lens runs/a runs/b      compare two runs"})
@SuppressWarnings("FieldMayBeFinal") // set by picocli
final class LensCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(
            arity = "0..*",
            paramLabel = "RUN",
            converter = Options.Place.class,
            description = "Run folders, which train writes.")
    private List<Path> runs = List.of();

    @Option(
            names = "--port",
            paramLabel = "N",
            converter = Options.Count.class,
            description = "The port at 127.0.0.1 (default: a free one).")
    private int port;

    @Option(
            names = "--example",
            paramLabel = "NAME",
            converter = ExampleReader.class,
            completionCandidates = ExampleNames.class,
            description = "A network to look at beside the neuron: ${COMPLETION-CANDIDATES}.")
    private Optional<Example> example = Optional.empty();

    LensCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        try (Lens lens = open()) {
            terminal.line("open " + lens.address() + " in a browser; Ctrl-C ends");
            new CountDownLatch(1).await();
            return 0;
        } catch (IOException | IllegalArgumentException e) {
            throw new UserError("cannot listen at port " + port + ": " + e.getMessage(), e);
        }
    }

    private Lens open() throws IOException {
        Map<String, Series> series = RunSeries.of(runs);
        if (!series.isEmpty() && example.isPresent()) {
            throw new UserError("--example shows a network, and RUN runs: take one of them");
        }
        if (!series.isEmpty()) {
            return Lens.runs(port, series);
        }
        if (example.isEmpty()) {
            return Lens.neuron(port);
        }
        Example.Shown shown = example.get().shown();
        return Lens.show(shown.loss(), shown.model(), port);
    }

    static final class ExampleReader implements ITypeConverter<Example> {
        @Override
        public Example convert(String text) {
            return Options.named(Example.class, text);
        }
    }

    /** All names, for the help. */
    static final class ExampleNames implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Options.names(Example.class).iterator();
        }
    }
}
