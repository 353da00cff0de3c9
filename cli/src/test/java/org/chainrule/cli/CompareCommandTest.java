package org.chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareCommandTest {
    @Test
    void sevenWaysAreToldAndDrawn(@TempDir Path folder) {
        Path data = TinyDigits.write(folder.resolve("digits"), 240, 20);
        Path file = folder.resolve("compare.svg");
        Ran ran = Ran.of(
                "compare",
                "mnist",
                "--data",
                data.toString(),
                "--hidden",
                "16",
                "--epochs",
                "2",
                "--out",
                file.toString());
        assertThat(ran.errors()).isEmpty();
        assertThat(ran.code()).isZero();
        assertThat(ran.out().lines()).hasSize(11);
        assertThat(ran.out()).containsPattern("least loss: [A-Z]").contains("seconds include compiling");
        for (Contestant contestant : Contestant.values()) {
            assertThat(ran.out())
                    .containsPattern(
                            "(?m)^" + contestant.title() + " +" + contestant.rate() + " +\\d+\\.\\d{4} +[01]\\.\\d{4}");
        }
        assertThat(file).isNotEmptyFile();
    }
}
