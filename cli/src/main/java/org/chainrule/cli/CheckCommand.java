package org.chainrule.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.chainrule.check.OpCheck;
import org.chainrule.check.OpRow;
import org.chainrule.cli.console.Terminal;
import org.chainrule.graph.Sample;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Checks the gradient of every operation, first and second order.",
            "In float64: reverse mode against differences, forward mode against reverse mode, and Taylor's theorem."
        },
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  chainrule check                        a line for each operation",
            "  chainrule check --all                  a line for each sample, order and mode",
            "%nExit code: 0 if all agree, 1 if one does not."
        })
final class CheckCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Option(names = "--all", description = "Show every single check.")
    private boolean all;

    CheckCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        List<OpRow> rows = new ArrayList<>();
        List<Sample> samples = Sample.all();
        for (int i = 0; i < samples.size(); i++) {
            terminal.redraw("checking sample " + (i + 1) + " of " + samples.size());
            rows.addAll(OpCheck.of(samples.get(i)));
        }
        terminal.clear();
        if (all) {
            terminal.line(OpCheck.table(rows));
        } else {
            CheckTable.lines(rows, terminal).forEach(terminal::line);
            terminal.line(OpCheck.summary(rows));
        }
        return rows.stream().allMatch(OpRow::passed) ? 0 : 1;
    }
}
