package org.chainrule.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import org.chainrule.cli.chart.Chart;
import org.chainrule.cli.chart.Curve;
import org.chainrule.cli.chart.Scale;
import org.chainrule.cli.console.Terminal;
import org.chainrule.cli.console.UserError;
import org.chainrule.optim.Schedule;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "schedule",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = "Draws a learning rate over time, and the momentum cycled against it.",
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  chainrule schedule one-cycle --max-rate 1e-2 --steps 1000",
            "  chainrule schedule cosine --warmup 100 --out cosine.png",
            "  chainrule schedule halving --steps-per-epoch 430 --steps 4300 --every 2"
        })
@SuppressWarnings("FieldMayBeFinal") // set by picocli
final class ScheduleCommand implements Callable<Integer> {
    /** More points than this are not told apart. */
    private static final int POINTS = 2000;

    private final Terminal terminal;

    @Parameters(
            paramLabel = "NAME",
            converter = ScheduleChoice.Reader.class,
            description = "One of ${COMPLETION-CANDIDATES}.",
            completionCandidates = ScheduleChoice.Names.class)
    @SuppressWarnings("NullAway.Init") // set by picocli
    private ScheduleChoice choice;

    @Option(
            names = "--max-rate",
            paramLabel = "X",
            converter = Options.Positive.class,
            description = "The highest rate (default: ${DEFAULT-VALUE}).")
    private double rate = 1e-3;

    @Option(
            names = "--steps",
            paramLabel = "N",
            converter = Options.Count.class,
            description = "Steps of the training (default: ${DEFAULT-VALUE}).")
    private int steps = 1000;

    @Option(
            names = "--steps-per-epoch",
            paramLabel = "N",
            converter = Options.Count.class,
            description = "Steps of one epoch (default: a tenth of all).")
    private Optional<Integer> stepsPerEpoch = Optional.empty();

    @Mixin
    private ScheduleShape shape = new ScheduleShape();

    @Option(
            names = "--out",
            paramLabel = "FILE",
            converter = ChartOutput.FileReader.class,
            description = "Picture to write, .svg or .png (default: runs/schedule-NAME.svg).")
    private Optional<Path> out = Optional.empty();

    ScheduleCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        out.ifPresent(OutputFile::refuseUnwritable);
        if (choice == ScheduleChoice.PLATEAU) {
            throw new UserError("plateau follows the validation losses of a training: there is nothing to draw before");
        }
        ScheduleChoice.Course course =
                new ScheduleChoice.Course(rate, steps, stepsPerEpoch.orElse(Math.max(1, steps / 10)), true);
        Schedule schedule = schedule(course);
        terminal.line(new ScheduleText(choice, course, shape.cycles()).of(schedule));
        Scale across = Scale.linear("step");
        Scale up = Scale.linear("learning rate");
        List<Long> at = LongStream.range(0, steps)
                .filter(step -> step % Math.max(1, steps / POINTS) == 0 || step == steps - 1)
                .boxed()
                .toList();
        List<Double> places = at.stream().map(Long::doubleValue).toList();
        Curve rates = Curve.line(
                "learning rate", places, at.stream().map(schedule::rate).toList());
        ChartOutput.show(terminal, across, up, rates);
        List<Double> momenta = at.stream()
                .flatMap(step -> schedule.momentum(step).stream().boxed())
                .toList();
        Chart chart = new Chart(choice.toString(), across, up, List.of(rates));
        if (momenta.size() == places.size()) {
            Curve momentum = new Curve("momentum", places, momenta, Curve.Kind.RIGHT);
            ChartOutput.show(terminal, across, Scale.linear("momentum"), momentum);
            chart = new Chart(choice.toString(), across, up, List.of(rates, momentum));
        }
        ChartOutput.save(terminal, chart, out.orElse(Path.of("runs", "schedule-" + choice + ".svg")));
        return 0;
    }

    private Schedule schedule(ScheduleChoice.Course course) {
        try {
            return shape.of(choice, course);
        } catch (IllegalArgumentException e) {
            throw new UserError(String.valueOf(e.getMessage()), e);
        }
    }
}
