package org.chainrule.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.stream.Stream;
import org.chainrule.cli.console.UserError;
import org.chainrule.cli.console.WorkError;
import org.chainrule.data.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {
    @TempDir
    Path home;

    @Test
    void isThereOnceItsFirstFileIs() throws IOException {
        Path place = home.resolve("runs/one");
        try (RunFolder folder = RunFolder.at(place)) {
            assertThat(place).doesNotExist();
            assertThat(folder.publish("model", RunFolderTest::model)).isEqualTo(place.resolve("model"));
            assertThat(place.resolve("model")).hasContent("weights");
            folder.write("config.json", "{}");
        }
        assertThat(place.resolve("config.json")).hasContent("{}");
        assertThat(place).isDirectoryNotContaining("glob:**tmp");
        assertThat(home.resolve("runs")).isDirectoryNotContaining("glob:**unfinished**");
    }

    @Test
    void leavesNoTraceWhenGivenUp() {
        RunFolder.at(home.resolve("a/b/run")).close();
        assertThat(home).isEmptyDirectory();
    }

    @Test
    void whatWasPublishedStaysWhenALaterFileFails() throws IOException {
        Path place = home.resolve("run");
        try (RunFolder folder = RunFolder.at(place)) {
            folder.publish("model", RunFolderTest::model);
            Files.createDirectories(place.resolve("report.html/in the way"));
            assertThatThrownBy(() -> folder.write("report.html", "<html>"))
                    .isInstanceOf(WorkError.class)
                    .hasMessageStartingWith("cannot write " + place.resolve("report.html") + ": ")
                    .hasMessageNotContaining("tmp:");
        }
        assertThat(place.resolve("model")).hasContent("weights");
        assertThat(place).isDirectoryNotContaining("glob:**tmp");
    }

    @Test
    void isMadeAgainIfItWasRemovedMeanwhile() throws IOException {
        Path place = home.resolve("runs/run");
        try (RunFolder folder = RunFolder.at(place)) {
            try (Stream<Path> drafts = Files.list(home.resolve("runs"))) {
                Files.delete(drafts.findFirst().orElseThrow());
            }
            Files.delete(home.resolve("runs"));
            folder.publish("model", RunFolderTest::model);
        }
        assertThat(place.resolve("model")).hasContent("weights");
    }

    @Test
    void goesBelowTheTemporaryFolderIfItsPlaceCannotBeWrittenTo() throws IOException {
        Path runs = home.resolve("runs");
        try (RunFolder folder = RunFolder.at(runs.resolve("run"))) {
            try (Stream<Path> drafts = Files.list(runs)) {
                Files.delete(drafts.findFirst().orElseThrow());
            }
            Files.delete(runs);
            Files.createFile(runs);
            assertThatThrownBy(() -> folder.publish("model", RunFolderTest::model))
                    .isInstanceOf(WorkError.class)
                    .hasMessageStartingWith("cannot write " + runs.resolve("run/model"))
                    .satisfies(error -> {
                        String[] words = String.valueOf(error.getMessage()).split("; it was saved as ");
                        Path rescued = Path.of(words[1]);
                        assertThat(rescued).hasContent("weights");
                        Files.delete(rescued);
                        Files.delete(rescued.resolveSibling(""));
                    });
        }
    }

    private static void model(Path file) {
        try {
            Files.writeString(file, "weights");
        } catch (IOException e) {
            throw DataException.of(file, "cannot be written", e);
        }
    }

    @Test
    void leavesWhatWasThereBefore() throws IOException {
        Files.createDirectory(home.resolve("a"));
        RunFolder.at(home.resolve("a/run")).close();
        assertThat(home.resolve("a")).isEmptyDirectory();
    }

    @Test
    void neverOverwrites() {
        assertThatThrownBy(() -> RunFolder.at(home))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("exists already");
    }

    @Test
    void isBesideWhatAppearedInTheMeantime() throws IOException {
        Path place = home.resolve("run");
        try (RunFolder folder = RunFolder.at(place)) {
            Files.createDirectory(place);
            Files.createFile(home.resolve("run-2"));
            assertThat(folder.publish("model", RunFolderTest::model)).isEqualTo(home.resolve("run-3/model"));
            folder.write("config.json", "{}");
        }
        assertThat(place).isEmptyDirectory();
        assertThat(home.resolve("run-3/config.json")).hasContent("{}");
    }

    @Test
    void cannotBeBelowAFile() throws IOException {
        Path file = Files.createFile(home.resolve("file"));
        assertThatThrownBy(() -> RunFolder.at(file.resolve("run")))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("cannot write output folder");
    }

    @Test
    void twoRunsOfOneSecondHaveTwoPlaces() throws IOException {
        LocalDateTime time = LocalDateTime.of(2026, 1, 2, 3, 4, 5);
        Path first = RunFolder.freePlace(home, time, "mnist");
        Files.createDirectory(first);
        assertThat(first.getFileName()).hasToString("2026-01-02-030405-mnist");
        assertThat(RunFolder.freePlace(home, time, "mnist").getFileName()).hasToString("2026-01-02-030405-mnist-2");
    }
}
