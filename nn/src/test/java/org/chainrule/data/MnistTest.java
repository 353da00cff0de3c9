package org.chainrule.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MnistTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void writeSmallImages() throws IOException {
        write("train-images-idx3-ubyte", new int[] {24, 2, 3}, 24 * 6);
        write("train-labels-idx1-ubyte", new int[] {24}, 24);
        write("t10k-images-idx3-ubyte", new int[] {4, 2, 3}, 4 * 6);
        write("t10k-labels-idx1-ubyte", new int[] {4}, 4);
    }

    private void write(String name, int[] extents, int size) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(4 + 4 * extents.length + size).putInt(0x800 | extents.length);
        Arrays.stream(extents).forEach(bytes::putInt);
        for (int i = 0; i < size; i++) {
            bytes.put((byte) (i % 200));
        }
        Files.write(folder.resolve(name), bytes.array());
    }

    @Test
    void readsImagesAndKeepsSomeToValidate() {
        Mnist mnist = Mnist.from(folder);
        assertThat(mnist.training().size()).isEqualTo(22);
        assertThat(mnist.validation().size()).isEqualTo(2);
        assertThat(mnist.test().size()).isEqualTo(4);
        Batch batch = mnist.test().batch(1, 0);
        assertThat(batch.inputs().shape().extents()).containsExactly(2, 2, 3);
        assertThat(batch.inputs().toFloats()[0]).isEqualTo(6 / 255f);
        assertThat(batch.targets().toInts()).containsExactly(1, 0);
        assertThat(mnist.validation().batch(0).targets().toInts()).containsExactly(22);
    }

    @Test
    void theShippedDigitsAreTheRealOnes() {
        System.setProperty("chainrule.home", "..");
        Mnist mnist = Mnist.shipped();
        assertThat(mnist.training().size()).isEqualTo(55_000);
        assertThat(mnist.validation().size()).isEqualTo(5_000);
        assertThat(mnist.test().size()).isEqualTo(10_000);
        assertThat(mnist.images().label(0)).isEqualTo(7);
    }

    @Test
    void aMissingFolderOrFileIsNamed() throws IOException {
        Path nowhere = folder.resolve("nowhere");
        assertThatThrownBy(() -> Mnist.from(nowhere))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("nowhere");
        Files.delete(folder.resolve("t10k-labels-idx1-ubyte"));
        assertThatThrownBy(() -> Mnist.from(folder))
                .hasMessageContaining("t10k-labels")
                .hasMessageContaining("no such file");
    }

    @Test
    void damagedFilesAreRefused() throws IOException {
        Path images = folder.resolve("train-images-idx3-ubyte");
        byte[] whole = Files.readAllBytes(images);
        Files.write(images, Arrays.copyOf(whole, whole.length - 1));
        assertThatThrownBy(() -> Mnist.from(folder))
                .hasMessageContaining("144 bytes of elements")
                .hasMessageContaining("143 follow");
        Files.write(images, Arrays.copyOf(whole, 7));
        assertThatThrownBy(() -> Mnist.from(folder)).hasMessageContaining("within its header");
        byte[] other = whole.clone();
        other[2] = 9;
        Files.write(images, other);
        assertThatThrownBy(() -> Mnist.from(folder)).hasMessageContaining("0x00000903");
        byte[] huge = whole.clone();
        huge[4] = (byte) 0xFF;
        Files.write(images, huge);
        assertThatThrownBy(() -> Mnist.from(folder)).hasMessageContaining("more than a file holds");
        Files.write(images, new byte[] {0x1F, (byte) 0x8B, 8, 0});
        assertThatThrownBy(() -> Mnist.from(folder)).hasMessageContaining("cannot be read");
    }

    @Test
    void imagesWithoutAPixelAreRefused() throws IOException {
        for (int[] extents : new int[][] {{24, 0, 3}, {24, 2, 0}, {24, 0, 0}}) {
            write("train-images-idx3-ubyte", extents, 0);
            write("t10k-images-idx3-ubyte", new int[] {4, extents[1], extents[2]}, 0);
            assertThatThrownBy(() -> Mnist.from(folder))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("train-images-idx3-ubyte")
                    .hasMessageContaining("without a pixel");
        }
    }

    @Test
    void imagesAndLabelsAreAsMany() throws IOException {
        write("train-labels-idx1-ubyte", new int[] {23}, 23);
        assertThatThrownBy(() -> Mnist.from(folder))
                .hasMessageContaining("24 images")
                .hasMessageContaining("23 labels");
    }

    @Test
    void shufflesAreSeededAndWhole() {
        List<int[]> first = Shuffle.batches(10, 4, 7, 1);
        assertThat(first).extracting(batch -> batch.length).containsExactly(4, 4, 2);
        assertThat(first.stream().flatMapToInt(IntStream::of).sorted().toArray())
                .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        assertThat(Shuffle.batches(10, 4, 7, 1)).containsExactlyElementsOf(first);
        assertThat(Shuffle.batches(10, 4, 7, 2).getFirst()).isNotEqualTo(first.getFirst());
        assertThat(Shuffle.batches(10, 4, 8, 1).getFirst()).isNotEqualTo(first.getFirst());
    }
}
