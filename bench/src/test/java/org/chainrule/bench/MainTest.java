package org.chainrule.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import org.chainrule.bench.protocol.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class MainTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "W44                        | no workload W44",
                "--threads 0                | --threads",
                "--threads many             | --threads",
                "--rounds 0                 | --rounds 0: at least 1",
                "--seconds -1               | --seconds",
                "--peers onnx               | no peer onnx",
                "--verify --peers none      | --verify compares with libtorch",
                "--fast                     | --fast",
                "agree --draws 0            | --draws",
                "agree conv4d               | no operation conv4d",
                "costs W44                  | no workload W44",
                "costs --rounds 0           | --rounds",
                "endure W44                 | no workload W44",
                "endure --minutes 0         | --minutes"
            })
    void aMistakeIsToldInOneLine(String arguments, String told) {
        String errors = errors(() -> assertThat(Main.run(arguments.split(" "))).isEqualTo(2));
        assertThat(errors).contains(told).hasLineCount(1);
    }

    @Test
    void anEngineThatCannotBeHadIsToldInOneLine() {
        assertThat(errors(() -> assertThat(Main.failed(new IllegalStateException("libtorch cannot be run: no network")))
                        .isEqualTo(1)))
                .isEqualToIgnoringNewLines("chainrule bench: libtorch cannot be run: no network");
    }

    private static String errors(Runnable action) {
        PrintStream before = System.err;
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        System.setErr(new PrintStream(errors, true, StandardCharsets.UTF_8));
        try {
            action.run();
        } finally {
            System.setErr(before);
        }
        return errors.toString(StandardCharsets.UTF_8);
    }

    @Test
    void helpNamesTheCommandAsItIsTypedAndEveryWorkload() {
        String help = new CommandLine(new Main()).getUsageMessage();
        assertThat(help).contains("Usage: chainrule bench", "chainrule bench W2 matmul");
        assertThat(help.replaceAll("\\s+", " "))
                .contains(
                        "default: [W1, W2, W3, W4, W5-sparse, W5-dense, W6, W7, W8, W8b, W9, matmul]",
                        Task.all().stream().map(Task::row).collect(Collectors.joining(", ")));
    }

    @Test
    void namedWorkloadsTakeThePlaceOfTheUsualOnes() {
        Main main = new Main();
        new CommandLine(main).parseArgs("W9");
        assertThat(main.workloads()).containsExactly("W9");
    }
}
