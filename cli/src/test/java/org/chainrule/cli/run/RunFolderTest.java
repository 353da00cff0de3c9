package org.chainrule.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import org.chainrule.cli.console.UserError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {
    @TempDir
    Path home;

    @Test
    void isThereWhenItIsComplete() throws IOException {
        Path place = home.resolve("runs/one");
        try (RunFolder folder = RunFolder.at(place)) {
            folder.write("config.json", "{}");
            assertThat(place).doesNotExist();
            folder.publish();
        }
        assertThat(place.resolve("config.json")).hasContent("{}");
        assertThat(home.resolve("runs")).isDirectoryNotContaining("glob:**unfinished**");
    }

    @Test
    void leavesNoTraceWhenGivenUp() {
        try (RunFolder folder = RunFolder.at(home.resolve("a/b/run"))) {
            folder.write("config.json", "{}");
        }
        assertThat(home).isEmptyDirectory();
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
    void doesNotReplaceWhatAppearedInTheMeantime() throws IOException {
        Path place = home.resolve("run");
        try (RunFolder folder = RunFolder.at(place)) {
            Files.createDirectory(place);
            assertThatThrownBy(folder::publish).isInstanceOf(UserError.class);
        }
        assertThat(place).isEmptyDirectory();
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
