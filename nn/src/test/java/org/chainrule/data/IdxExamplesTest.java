package org.chainrule.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxExamplesTest {
    @TempDir
    private Path home;

    /** Three examples of 2×2 bytes: example n has 4n, 4n + 1 … */
    private static byte[] inputs() {
        ByteBuffer bytes =
                ByteBuffer.allocate(16 + 12).putInt(0x803).putInt(3).putInt(2).putInt(2);
        for (int i = 0; i < 12; i++) {
            bytes.put((byte) (i == 11 ? 255 : i));
        }
        return bytes.array();
    }

    private Path labels(int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(8 + count).putInt(0x801).putInt(count);
        for (int i = 0; i < count; i++) {
            bytes.put((byte) (200 + i));
        }
        return Files.write(home.resolve("labels"), bytes.array());
    }

    private Path zipped() throws IOException {
        Path file = home.resolve("inputs.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(inputs());
        }
        return file;
    }

    @Test
    void examplesAreReadByNumberFromPlainAndGzippedFiles() throws IOException {
        Path plain = Files.write(home.resolve("inputs"), inputs());
        for (Path file : new Path[] {plain, zipped()}) {
            Dataset examples = IdxExamples.of(file, labels(3));
            Batch batch = examples.batch(2, 0, 1);
            assertThat(batch.inputs().shape()).hasToString("[3, 2, 2]");
            assertThat(batch.inputs().mul(255).toFloats()).containsExactly(8, 9, 10, 255, 0, 1, 2, 3, 4, 5, 6, 7);
            assertThat(batch.targets().toInts()).containsExactly(202, 200, 201);
            assertThatThrownBy(() -> examples.batch(3)).isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    @Test
    void brokenFilesAreToldByName() throws IOException {
        Path file = Files.write(home.resolve("inputs"), inputs());
        assertThatThrownBy(() -> IdxExamples.of(file, labels(4)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("holds 3 examples")
                .hasMessageContaining("4 labels");
        refused(ByteBuffer.allocate(3).array(), "ends after 3 bytes");
        refused(ByteBuffer.allocate(28).putInt(0xD03).array(), "begins with 0x00000d03");
        refused(
                ByteBuffer.allocate(27)
                        .putInt(0x803)
                        .putInt(3)
                        .putInt(2)
                        .putInt(2)
                        .array(),
                "but 11 follow");
        refused(
                ByteBuffer.allocate(16)
                        .putInt(0x803)
                        .putInt(-1)
                        .putInt(2)
                        .putInt(2)
                        .array(),
                "tells of 4294967295 elements along axis 0");
        assertThatThrownBy(() -> IdxExamples.of(home.resolve("none"), labels(3)))
                .hasMessageContaining("none: there is no such file");
    }

    private void refused(byte[] content, String told) throws IOException {
        Path file = Files.write(home.resolve("broken"), content);
        assertThatThrownBy(() -> IdxExamples.of(file, labels(3)))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(file + ": ")
                .hasMessageContaining(told);
    }
}
