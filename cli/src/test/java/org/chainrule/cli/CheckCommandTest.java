package org.chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import org.chainrule.check.OpRow;
import org.chainrule.cli.console.Terminal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckCommandTest {
    @Test
    void everyOperationPasses() {
        Ran ran = Ran.of("check");
        assertThat(ran.code()).as(ran.out()).isZero();
        assertThat(ran.out().lines()).anyMatch(line -> line.startsWith("tanh ") && line.endsWith("passed"));
        assertThat(ran.out().lines().toList().getLast()).matches("(\\d+) checked, \\1 passed, 0 failed");
    }

    @Test
    void optionsChooseWhatIsChecked() {
        Ran ran = Ran.of("check", "--all", "--op", "TANH", "--order", "2", "--mode", "batched");
        assertThat(ran.code()).as(ran.out()).isZero();
        assertThat(ran.out().lines().filter(line -> line.startsWith("tanh")))
                .hasSize(2)
                .allMatch(line -> line.contains(" 2 ") && line.contains("batched"));
        assertThat(ran.out().lines().toList().getLast()).isEqualTo("2 checked, 2 passed, 0 failed");
        Ran single = Ran.of("check", "--op", "matmul", "--dtype", "float32");
        assertThat(single.out()).contains("float32").doesNotContain("float64");
    }

    @Test
    void whatDoesNotExistIsAMistake() {
        Ran ran = Ran.of("check", "--op", "nonsense");
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.errors()).contains("nothing to check");
    }

    @Test
    void aPageIsWritten(@TempDir Path folder) throws IOException {
        Path page = folder.resolve("check.html");
        Ran.of("check", "--op", "exp", "--html", page.toString());
        assertThat(page)
                .content()
                .startsWith("<!DOCTYPE html>")
                .contains("<td>expm1</td>")
                .contains("0 failed");
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
