package org.chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FindRateCommandTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    private Ran find(String... more) {
        Path data = TinyDigits.write(folder.resolve("someone's digits"), 240, 20);
        String[] arguments = {
            "find-rate", "mnist", "--data", data.toString(), "--hidden", "16", "--batch", "32", "--threads", "1"
        };
        String[] all = java.util.stream.Stream.of(arguments, more)
                .flatMap(java.util.Arrays::stream)
                .toArray(String[]::new);
        return Ran.of(all);
    }

    @Test
    void fourRatesAreSuggestedAndDrawn() {
        Path file = folder.resolve("rates.png");
        Ran ran = find("--out", file.toString());
        assertThat(ran.errors()).isEmpty();
        assertThat(ran.code()).isZero();
        assertThat(ran.out())
                .contains("smoothed loss", "learning rate", "off the smoothed losses, as fast.ai does:")
                .containsPattern("(?m)^valley +\\d\\.\\d\\de-\\d\\d  two thirds")
                .containsPattern("(?m)^steep +\\d\\.\\d\\de[-+]\\d\\d  where")
                .containsPattern("(?m)^minimum +\\d\\.\\d\\de[-+]\\d\\d  a tenth of the rate where the loss is least$")
                .containsPattern("(?m)^slide +\\d\\.\\d\\de[-+]\\d\\d  left of")
                .containsPattern("(?m)^take valley, or steep: chainrule train mnist .* --optimizer adam --rate \\d.*$");
        assertThat(file).isNotEmptyFile();
    }

    @Test
    void theHintTrainsTheNetworkThatWasTried() throws IOException {
        Path pictures = folder.resolve("rates of relu's.svg");
        Ran ran = find("--activation", "tanh", "--seed=7", "--optimizer", "momentum", "--out", pictures.toString());
        Matcher hint = Pattern.compile("chainrule (train mnist .*)").matcher(ran.out());
        assertThat(hint.find()).isTrue();
        assertThat(hint.group(1))
                .startsWith(
                        "train mnist --data '" + folder + "/someone'\\''s digits' --hidden 16 --batch 32 --threads 1"
                                + " --activation tanh --seed 7 --optimizer momentum --rate ");
        Path run = folder.resolve("run");
        List<String> words = new ArrayList<>(asAShellTakesIt(hint.group(1)));
        words.addAll(List.of("--epochs", "1", "--out", run.toString()));
        assertThat(Ran.of(words.toArray(String[]::new)).errors()).isEmpty();
        assertThat(run.resolve("config.json"))
                .content()
                .contains("\"activation\": \"tanh\"", "\"batch\": 32", "\"seed\": 7", "\"optimizer\": \"momentum\"")
                .containsPattern("\"hidden\": \\[\\s*16\\s*]");
    }

    private static List<String> asAShellTakesIt(String line) throws IOException {
        Process shell = new ProcessBuilder("sh", "-c", "printf '%s\\n' " + line).start();
        try (BufferedReader words = shell.inputReader(StandardCharsets.UTF_8)) {
            return words.lines().toList();
        }
    }

    @Test
    void aShortSweepHasFewerSuggestions() {
        Ran ran = find(
                "--steps",
                "8",
                "--optimizer",
                "sgd",
                "--out",
                folder.resolve("r.svg").toString());
        assertThat(ran.code()).isZero();
        assertThat(ran.out()).contains("all 8 rates were tried", "slide    none: the sweep was too short");
    }

    @Test
    void theSameSeedFindsTheSame() {
        String[] out = {"--out", folder.resolve("r.svg").toString()};
        assertThat(find(out).out()).isEqualTo(find(out).out());
    }

    @Test
    void ratesThatDoNotGrowAreRefused() {
        Ran ran = Ran.of("find-rate", "mnist", "--from", "1", "--to", "0.1");
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.errors().lines()).singleElement().asString().contains("--from 1 is not below --to 0.1");
    }

    @Test
    void otherDataIsUnknown() {
        Ran ran = Ran.of("find-rate", "minst");
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.errors().lines()).singleElement().asString().contains("'minst' is none of mnist");
    }
}
