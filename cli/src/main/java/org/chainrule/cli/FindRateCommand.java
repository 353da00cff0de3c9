package org.chainrule.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.chainrule.cli.chart.Chart;
import org.chainrule.cli.chart.Curve;
import org.chainrule.cli.chart.Scale;
import org.chainrule.cli.console.Terminal;
import org.chainrule.cli.console.UserError;
import org.chainrule.data.Mnist;
import org.chainrule.optim.Constant;
import org.chainrule.threads.Workers;
import org.chainrule.train.RateFinder;
import org.chainrule.train.RateSweep;
import org.chainrule.train.Suggestion;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "find-rate",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "Looks for a learning rate: a short training whose rate grows from step to step, until the loss explodes.",
            "Prints four rates that can be read off the smoothed loss, and draws it."
        },
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {"  chainrule find-rate mnist", "  chainrule find-rate mnist --optimizer momentum --out rates.png"})
@SuppressWarnings("FieldMayBeFinal") // set by picocli
final class FindRateCommand implements Callable<Integer> {
    /** The last losses of a sweep that exploded are so large that next to them no others would be told apart. */
    private static final int EXPLODING = 5;

    private final Terminal terminal;

    @Mixin
    private NetworkOptions network = new NetworkOptions();

    @Option(
            names = "--optimizer",
            paramLabel = "NAME",
            converter = OptimizerChoice.Reader.class,
            completionCandidates = OptimizerChoice.Names.class,
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private OptimizerChoice optimizer = OptimizerChoice.ADAM;

    @Option(
            names = "--from",
            paramLabel = "X",
            converter = Options.Positive.class,
            description = "The first rate (default: ${DEFAULT-VALUE}).")
    private double from = 1e-7;

    @Option(
            names = "--to",
            paramLabel = "X",
            converter = Options.Positive.class,
            description = "The last rate (default: ${DEFAULT-VALUE}).")
    private double to = 10;

    @Option(
            names = "--steps",
            paramLabel = "N",
            converter = Options.Count.class,
            description = "Batches, at most (default: ${DEFAULT-VALUE}).")
    private int steps = 100;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            converter = ChartOutput.FileReader.class,
            description = "Picture to write, .svg or .png (default: runs/find-rate.svg).")
    private Optional<Path> out = Optional.empty();

    FindRateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (from >= to) {
            throw new UserError("--from " + Options.written(from) + " is not below --to " + Options.written(to));
        }
        out.ifPresent(OutputFile::refuseUnwritable);
        Mnist mnist = network.load();
        RateSweep sweep;
        try (Workers workers = network.workers()) {
            RateFinder finder = RateFinder.of(network.settings(1).with(optimizer.optimizer(), new Constant()))
                    .on(workers)
                    .between(from, to, steps);
            sweep = finder.sweep(network.model(mnist), mnist.training());
        }
        Scale across = Scale.logarithmic("learning rate");
        Scale up = Scale.linear("smoothed loss");
        int shown = sweep.losses().size() - (sweep.ending() == RateSweep.Ending.DIVERGED ? EXPLODING : 0);
        Curve loss = Curve.line(
                "smoothed loss",
                sweep.rates().subList(0, Math.max(1, shown)),
                sweep.losses().subList(0, Math.max(1, shown)));
        ChartOutput.show(terminal, across, up, loss);
        terminal.line(
                switch (sweep.ending()) {
                    case COMPLETE -> "all " + sweep.rates().size() + " rates were tried";
                    case DIVERGED ->
                        "ended after " + sweep.rates().size() + " rates: the smoothed loss is 4 times the best";
                    case NOT_FINITE ->
                        "ended after " + sweep.rates().size()
                                + " rates: the smoothed loss is no finite number any more";
                });
        terminal.line("rates read off the smoothed losses, as fast.ai does:");
        List<Curve> curves = new ArrayList<>(List.of(loss));
        for (Suggestion suggestion : Suggestion.values()) {
            tell(suggestion, sweep);
            Optional.ofNullable(sweep.suggestions().get(suggestion))
                    .ifPresent(rate -> curves.add(new Curve(
                            name(suggestion) + " " + rate(rate),
                            List.of(rate),
                            List.of(lossNear(rate, sweep)),
                            Curve.Kind.POINTS)));
        }
        Chart chart = new Chart("learning rates of " + optimizer, across, up, curves);
        ChartOutput.save(terminal, chart, out.orElse(Path.of("runs", "find-rate.svg")));
        Optional.ofNullable(sweep.suggestions().get(Suggestion.VALLEY))
                .ifPresent(rate -> terminal.line("take valley, or steep: "
                        + Invocation.of("train mnist" + network.given() + " --optimizer " + optimizer + " --rate "
                                + rate(rate))));
        return 0;
    }

    private void tell(Suggestion suggestion, RateSweep sweep) {
        Map<Suggestion, Double> found = sweep.suggestions();
        String told = found.containsKey(suggestion)
                ? terminal.bold(rate(found.get(suggestion))) + "  " + meaning(suggestion)
                : terminal.bold("none") + ": the sweep was too short";
        terminal.line(String.format(Locale.ROOT, "%-8s %s", name(suggestion), told));
    }

    private static String meaning(Suggestion suggestion) {
        return switch (suggestion) {
            case VALLEY -> "two thirds down the longest fall of the loss";
            case STEEP -> "where the loss falls fastest";
            case MINIMUM -> "a tenth of the rate where the loss is least";
            case SLIDE -> "left of where the loss grows steeply";
        };
    }

    private static String name(Suggestion suggestion) {
        return Options.name(suggestion);
    }

    private static String rate(double rate) {
        return String.format(Locale.ROOT, "%.2e", rate);
    }

    /** The loss at the rate that was tried next to this one. */
    private static double lossNear(double rate, RateSweep sweep) {
        int nearest = 0;
        for (int i = 0; i < sweep.rates().size(); i++) {
            double distance = Math.abs(Math.log(sweep.rates().get(i) / rate));
            nearest = distance < Math.abs(Math.log(sweep.rates().get(nearest) / rate)) ? i : nearest;
        }
        return sweep.losses().get(nearest);
    }
}
