package org.chainrule.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.chainrule.cli.chart.Chart;
import org.chainrule.cli.chart.Curve;
import org.chainrule.cli.chart.Scale;
import org.chainrule.cli.console.Terminal;
import org.chainrule.data.Mnist;
import org.chainrule.nn.Mlp;
import org.chainrule.threads.Workers;
import org.chainrule.train.EpochReport;
import org.chainrule.train.Settings;
import org.chainrule.train.Trained;
import org.chainrule.train.Trainer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "Trains the same network in seven ways, and draws their validation losses.",
            "The ways are SGD, momentum, Adagrad, RMSProp, Adam, AdamW, and Adam with one cycle."
        },
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {"  chainrule compare mnist", "  chainrule compare mnist --epochs 3 --out comparison.png"})
@SuppressWarnings("FieldMayBeFinal") // set by picocli
final class CompareCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private NetworkOptions network = new NetworkOptions();

    @Option(
            names = "--epochs",
            paramLabel = "N",
            converter = Options.Count.class,
            description = "Passes over the data (default: ${DEFAULT-VALUE}).")
    private int epochs = 5;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            converter = ChartOutput.FileReader.class,
            description = "Picture to write, .svg or .png (default: runs/compare.svg).")
    private Optional<Path> out = Optional.empty();

    CompareCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        out.ifPresent(OutputFile::refuseUnwritable);
        Mnist mnist = network.load();
        Mlp model = network.model(mnist);
        terminal.line(String.format(
                Locale.ROOT,
                "%-18s %6s %16s %20s %8s",
                "",
                "rate",
                "validation loss",
                "validation accuracy",
                "seconds"));
        List<Curve> curves = new ArrayList<>();
        Map<Contestant, Double> losses = new EnumMap<>(Contestant.class);
        try (Workers workers = network.workers()) {
            for (Contestant contestant : Contestant.values()) {
                terminal.redraw(contestant.title() + " …");
                Trained<Mlp> trained = train(contestant, model, mnist, workers);
                tell(contestant, trained);
                losses.put(contestant, lastLoss(trained));
                curves.add(curve(contestant, trained));
            }
        }
        losses.entrySet().stream()
                .filter(entry -> Double.isFinite(entry.getValue()))
                .min(Map.Entry.comparingByValue())
                .ifPresent(best -> terminal.line(
                        "least loss: " + terminal.bold(best.getKey().title())));
        terminal.line("seconds include compiling, most of it in the first row");
        Chart chart = new Chart(
                "validation loss on " + mnist.validation().size() + " images",
                Scale.linear("epoch"),
                Scale.linear("softmax cross-entropy"),
                curves);
        ChartOutput.save(terminal, chart, out.orElse(Path.of("runs", "compare.svg")));
        return 0;
    }

    private Trained<Mlp> train(Contestant contestant, Mlp model, Mnist mnist, Workers workers) {
        Settings settings = network.settings(epochs)
                .with(contestant.optimizer(), contestant.schedule(epochs * network.stepsPerEpoch(mnist)));
        return Trainer.on(workers, settings).fit(model, mnist.training(), mnist.validation());
    }

    private static double lastLoss(Trained<Mlp> trained) {
        return trained.history().getLast().validation().loss();
    }

    private void tell(Contestant contestant, Trained<Mlp> trained) {
        EpochReport last = trained.history().getLast();
        terminal.line(String.format(
                Locale.ROOT,
                "%-18s %6s %16.4f %20s %8.1f",
                contestant.title(),
                contestant.rate(),
                last.validation().loss(),
                terminal.bold(
                        String.format(Locale.ROOT, "%20.4f", last.validation().accuracy())),
                trained.history().stream().mapToDouble(EpochReport::seconds).sum()));
    }

    private static Curve curve(Contestant contestant, Trained<Mlp> trained) {
        return Curve.line(
                contestant.title(),
                trained.history().stream()
                        .map(report -> (double) report.epoch())
                        .toList(),
                trained.history().stream()
                        .map(report -> report.validation().loss())
                        .toList());
    }
}
