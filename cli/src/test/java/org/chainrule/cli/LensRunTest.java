package org.chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chainrule.cli.console.Terminal;
import org.chainrule.lens.series.Entry;
import org.chainrule.lens.series.SeriesFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that is shown while it trains, and afterwards. */
class LensRunTest {
    @TempDir
    private static Path home;

    private static Path run;
    private static Ran trained;

    @BeforeAll
    static void train() {
        Path digits = TinyDigits.write(home.resolve("data"), 240, 40);
        run = home.resolve("run");
        trained = Ran.of("train", "mnist", "--data=" + digits, "--epochs=2", "--hidden=8", "--lens", "--out=" + run);
    }

    @Test
    void theAddressOfThePageIsToldAndTheTrainingEnds() {
        assertThat(trained.errors()).isEmpty();
        assertThat(trained.code()).isZero();
        assertThat(trained.out())
                .containsPattern("open http://127\\.0\\.0\\.1:\\d+/[\\w-]+/training\\.html in a browser to look on");
        List<Entry> entries = SeriesFile.at(run.resolve("lens.jsonl")).all();
        assertThat(entries.getFirst()).isInstanceOfSatisfying(Entry.Begin.class, begin -> {
            assertThat(begin.epochs()).isEqualTo(2);
            assertThat(begin.layers()).containsExactly("layers.0", "layers.1");
        });
        assertThat(entries).filteredOn(Entry.Epoch.class::isInstance).hasSize(2);
        assertThat(entries.getLast())
                .isInstanceOfSatisfying(
                        Entry.End.class, end -> assertThat(end.outcome()).isEqualTo(Entry.Outcome.COMPLETE));
    }

    @Test
    void runsAreServedUntilTheCommandIsEnded() throws IOException, InterruptedException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        Thread command = Thread.ofPlatform()
                .start(() -> Main.run(Terminal.plain(print), print, "lens", run.toString(), home + "/run/../run"));
        try {
            String page = address(out, command);
            assertThat(new String(URI.create(page).toURL().openStream().readAllBytes(), StandardCharsets.UTF_8))
                    .contains("<main id=\"training\">");
            try (BufferedReader events = new BufferedReader(new InputStreamReader(
                    URI.create(page).resolve("runs").toURL().openStream(), StandardCharsets.UTF_8))) {
                assertThat(events.lines()
                                .filter(line -> line.startsWith("data:"))
                                .limit(2))
                        .satisfiesExactly(
                                names -> assertThat(names).contains("\"runs\":["),
                                entries -> assertThat(entries).contains("\"kind\":\"begin\"", "\"from\":0"));
            }
        } finally {
            command.interrupt();
            command.join(TimeUnit.SECONDS.toMillis(20));
        }
        assertThat(command.isAlive()).isFalse();
    }

    private static String address(ByteArrayOutputStream out, Thread command) throws InterruptedException {
        Pattern told = Pattern.compile("open (\\S+) in a browser; Ctrl-C ends");
        while (command.isAlive()) {
            Matcher found = told.matcher(out.toString(StandardCharsets.UTF_8));
            if (found.find()) {
                return found.group(1);
            }
            Thread.sleep(20);
        }
        throw new AssertionError(out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void whatIsNoRunIsToldInOneLine() throws IOException {
        told(
                "is no run folder, which train writes",
                "lens",
                home.resolve("nowhere").toString());
        Path empty = Files.createDirectories(home.resolve("empty"));
        told(empty + " is no run folder, which train writes", "lens", run.toString(), empty.toString());
        told(home + " is no run folder, which train writes; in it there is " + run, "lens", home.toString());
        Files.writeString(empty.resolve("config.json"), "{}");
        told("holds no lens.jsonl: nothing was recorded while it trained", "lens", run.toString(), empty.toString());
        told("take one of them", "lens", "--example", "mlp", run.toString());
    }

    private static void told(String what, String... arguments) {
        Ran ran = Ran.of(arguments);
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.errors().lines()).singleElement().asString().contains(what);
    }
}
