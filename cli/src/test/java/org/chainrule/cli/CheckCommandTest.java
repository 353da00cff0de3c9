package org.chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintStream;
import java.util.List;
import org.chainrule.check.OpRow;
import org.chainrule.cli.console.Terminal;
import org.junit.jupiter.api.Test;

class CheckCommandTest {
    @Test
    void everyOperationPasses() {
        Ran ran = Ran.of("check");
        assertThat(ran.code()).as(ran.out()).isZero();
        assertThat(ran.out().lines()).anyMatch(line -> line.startsWith("tanh ") && line.endsWith("passed"));
        assertThat(ran.out().lines().toList().getLast()).matches("(\\d+) checked, \\1 passed, 0 failed");
    }

    @Test
    void whatDisagreesIsShown() {
        List<OpRow> rows = List.of(
                new OpRow("exp", "[3]", 1, OpRow.Mode.REVERSE, true, 1e-13, ""),
                new OpRow("exp", "[3]", 2, OpRow.Mode.REVERSE, false, 0.5, "a factor of 0.5"));
        Terminal plain = Terminal.plain(new PrintStream(PrintStream.nullOutputStream()));
        assertThat(CheckTable.lines(rows, plain))
                .anyMatch(line -> line.startsWith("exp") && line.contains("1e-13") && line.endsWith("FAILED"))
                .anyMatch(line -> line.contains("[3], order 2, reverse: a factor of 0.5"));
    }
}
