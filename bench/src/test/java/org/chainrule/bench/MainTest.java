package org.chainrule.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MainTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "W44                        | no workload W44",
                "--threads 0                | --threads",
                "--threads many             | --threads",
                "--rounds 0                 | --rounds",
                "--seconds -1               | --seconds",
                "--peers onnx               | no peer onnx",
                "--verify --peers none      | --verify compares with libtorch",
                "--fast                     | --fast"
            })
    void aMistakeIsToldInOneLine(String arguments, String told) {
        PrintStream before = System.err;
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        System.setErr(new PrintStream(errors, true, StandardCharsets.UTF_8));
        try {
            assertThat(Main.run(arguments.split(" "))).isEqualTo(2);
        } finally {
            System.setErr(before);
        }
        assertThat(errors.toString(StandardCharsets.UTF_8)).contains(told).hasLineCount(1);
    }
}
