package org.chainrule.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.chainrule.check.OpCheck;
import org.chainrule.check.OpRow;
import org.chainrule.cli.console.Terminal;
import org.chainrule.cli.console.UserError;
import org.chainrule.cli.console.WorkError;
import org.chainrule.data.DataException;
import org.chainrule.graph.DType;
import org.chainrule.graph.Sample;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "Checks the gradient of every operation, first and second order.",
            "In float64: reverse mode against differences, forward against reverse mode,",
            "Taylor's theorem, and many examples at once against one after the other.",
            "In float32: all modes against float64."
        },
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  chainrule check                        a line for each operation",
            "  chainrule check --all                  a line for each single check",
            "  chainrule check --op matmul --order 2  second derivatives of one operation",
            "  chainrule check --html check.html      the same as a page",
            "%nExit code: 0 if all agree, 1 if one does not, 2 if nothing is left to check."
        })
final class CheckCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Option(names = "--all", description = "Show every single check.")
    private boolean all;

    @Option(
            names = "--op",
            paramLabel = "NAME",
            description = "Only operations whose name holds this; may be repeated.")
    private List<String> operations = List.of();

    @Option(
            names = "--dtype",
            paramLabel = "DTYPE",
            converter = DTypeReader.class,
            description = "Only float32, float64, int32, int64 or bool.")
    private Optional<DType> dtype = Optional.empty();

    @Option(
            names = "--order",
            paramLabel = "ORDER",
            converter = OrderReader.class,
            description = "Only first (1) or second (2) derivatives.")
    private Optional<Integer> order = Optional.empty();

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            converter = ModeReader.class,
            description = "Only reverse, forward, batched, taylor, mixed or none.")
    private Optional<OpRow.Mode> mode = Optional.empty();

    @Option(
            names = "--html",
            paramLabel = "FILE",
            converter = Options.Place.class,
            description = "Also write a page with every single check.")
    private Optional<Path> html = Optional.empty();

    CheckCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        html.ifPresent(OutputFile::refuseUnwritable);
        operations.forEach(CheckCommand::refuseUnknown);
        List<OpRow> rows = new ArrayList<>();
        List<Sample> samples = OpCheck.samples().stream().filter(this::isWanted).toList();
        for (int i = 0; i < samples.size(); i++) {
            terminal.redraw("checking sample " + (i + 1) + " of " + samples.size());
            OpCheck.of(samples.get(i)).stream().filter(this::isWanted).forEach(rows::add);
        }
        terminal.clear();
        if (rows.isEmpty()) {
            throw new UserError("nothing to check: no check is of all that the options say");
        }
        if (all) {
            terminal.line(OpCheck.table(rows));
        } else {
            CheckTable.lines(rows, terminal).forEach(terminal::line);
            terminal.line(OpCheck.summary(rows));
        }
        html.ifPresent(file -> write(file, OpCheck.html(rows)));
        return rows.stream().allMatch(OpRow::passed) ? 0 : 1;
    }

    private static void refuseUnknown(String part) {
        Set<String> names = new TreeSet<>();
        OpCheck.samples().forEach(sample -> names.add(OpRow.name(sample.op())));
        if (names.stream().noneMatch(name -> holds(name, part))) {
            throw new UserError("nothing to check: '" + part + "' is in no operation's name; there is "
                    + String.join(", ", Nearest.sorted(part, names)));
        }
    }

    private boolean isWanted(Sample sample) {
        String name = OpRow.name(sample.op());
        return operations.isEmpty() || operations.stream().anyMatch(part -> holds(name, part));
    }

    private static boolean holds(String name, String part) {
        return name.contains(part.toLowerCase(Locale.ROOT));
    }

    private boolean isWanted(OpRow row) {
        return dtype.filter(type -> row.dtype() != type).isEmpty()
                && order.filter(number -> row.order() != number).isEmpty()
                && mode.filter(wanted -> row.mode() != wanted).isEmpty();
    }

    private static void write(Path file, String page) {
        try {
            Files.writeString(file, page);
        } catch (IOException e) {
            throw new WorkError("cannot write " + file + ": " + DataException.reason(e), e);
        }
    }

    static final class DTypeReader implements ITypeConverter<DType> {
        @Override
        public DType convert(String text) {
            return Options.named(DType.class, text);
        }
    }

    static final class ModeReader implements ITypeConverter<OpRow.Mode> {
        @Override
        public OpRow.Mode convert(String text) {
            return Options.named(OpRow.Mode.class, text);
        }
    }

    static final class OrderReader implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            return switch (text) {
                case "1" -> 1;
                case "2" -> 2;
                default -> throw new TypeConversionException("'" + text + "' is neither 1 nor 2");
            };
        }
    }
}
