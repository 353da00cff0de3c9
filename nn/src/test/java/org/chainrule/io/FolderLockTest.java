package org.chainrule.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.chainrule.data.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLockTest {
    private static final int REFUSED = 3;

    @TempDir
    Path folder;

    @Test
    void itIsKeptFromThisProcessAndFromOthers() throws Exception {
        try (FolderLock lock = FolderLock.of(folder, "somebody")) {
            assertThat(lock).isNotNull();
            // a refusal lets nobody else in
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> FolderLock.of(folder.resolve(".").resolve(""), "somebody"))
                        .isInstanceOf(DataException.class)
                        .hasMessageContaining("somebody works there");
                assertThatThrownBy(() -> FolderLock.requireFree(folder, "somebody"))
                        .isInstanceOf(DataException.class);
                assertThat(another()).isEqualTo(REFUSED);
            }
        }
        assertThat(another()).isZero();
        FolderLock.of(folder, "somebody").close();
    }

    @Test
    void whatNobodyEverTookIsFreeAndStaysAsItIs() throws Exception {
        FolderLock.requireFree(folder.resolve("nowhere"), "somebody");
        FolderLock.requireFree(folder, "somebody");
        assertThat(folder).isEmptyDirectory();
        assertThatThrownBy(() -> FolderLock.of(folder.resolve("nowhere"), "somebody"))
                .isInstanceOf(DataException.class);
        assertThat(Files.exists(folder.resolve("nowhere"))).isFalse();
    }

    private int another() throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Another.class.getName(),
                        folder.toString())
                .inheritIO()
                .start()
                .waitFor();
    }

    /** Another process that wants the folder. */
    static final class Another {
        private Another() {}

        public static void main(String[] arguments) {
            try (FolderLock lock = FolderLock.of(Path.of(arguments[0]), "somebody")) {
                System.exit(0);
            } catch (DataException e) {
                System.exit(REFUSED);
            }
        }
    }
}
