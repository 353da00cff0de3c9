package org.chainrule.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.chainrule.RandomKey;
import org.chainrule.Tensor;
import org.chainrule.data.DataException;
import org.chainrule.data.Examples;
import org.chainrule.nn.Activation;
import org.chainrule.nn.Mlp;
import org.chainrule.train.Settings;
import org.chainrule.train.Trained;
import org.chainrule.train.Trainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Event files, read by protobuf's own parser, each checksum checked. */
class TensorBoardTest {
    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochMilli(1_700_000_000_500L), ZoneOffset.UTC);
    private static final Examples XOR =
            new Examples(Tensor.of(new float[][] {{0, 0}, {0, 1}, {1, 0}, {1, 1}}), Tensor.of(0, 1, 1, 0));

    @TempDir
    private Path folder;

    @Test
    void tellsLossAccuracyRateAndHistograms() throws IOException {
        Trained<Mlp> trained;
        try (TensorBoard board = TensorBoard.in(folder, CLOCK, true)) {
            Mlp model = Mlp.of(List.of(2, 3, 2), Activation.TANH, RandomKey.of(1));
            trained = Trainer.of(Settings.classification(2).withBatch(3), board).fit(model, XOR, XOR);
        }
        List<UnknownFieldSet> events = events(folder.resolve("events.out.tfevents.1700000000.chainrule"));
        assertThat(text(events.getFirst(), 3)).isEqualTo("brain.Event:2");
        assertThat(events).allSatisfy(event -> assertThat(real(event, 1)).isEqualTo(1_700_000_000.5));
        List<UnknownFieldSet> told = events.subList(1, events.size());
        assertThat(told).hasSize(4 * 2 + 2 * (4 + 4));
        assertThat(told.stream().map(TensorBoardTest::tag).distinct())
                .containsExactlyInAnyOrder(
                        "step/loss",
                        "step/rate",
                        "loss/training",
                        "loss/validation",
                        "accuracy/training",
                        "accuracy/validation",
                        "layers.0.weight",
                        "layers.0.bias",
                        "layers.1.weight",
                        "layers.1.bias");
        UnknownFieldSet last = told.stream()
                .filter(event -> tag(event).equals("loss/validation"))
                .toList()
                .getLast();
        assertThat(last.getField(2).getVarintList()).containsExactly(4L);
        assertThat(scalar(last))
                .isEqualTo((float) trained.history().getLast().validation().loss());
    }

    @Test
    void aHistogramCountsEveryFiniteNumber() throws IOException {
        Histogram histogram = Histogram.of(-1, 0, 0.5, 2, Double.NaN, Double.POSITIVE_INFINITY);
        UnknownFieldSet message =
                UnknownFieldSet.parseFrom(histogram.toMessage().toBytes());
        assertThat(List.of(real(message, 1), real(message, 2), real(message, 3), real(message, 4), real(message, 5)))
                .containsExactly(-1.0, 2.0, 4.0, 1.5, 5.25);
        double[] limits = packed(message, 6);
        double[] counts = packed(message, 7);
        assertThat(limits).hasSameSizeAs(counts).isSorted();
        assertThat(limits[limits.length - 1]).isCloseTo(2, within(1e-9));
        assertThat(Arrays.stream(counts).sum()).isEqualTo(4);
        assertThat(counts[0]).isEqualTo(1);
        assertThat(counts[counts.length - 1]).isEqualTo(1);
        assertThat(Histogram.of(3, 3).counts()[0]).isEqualTo(2);
        assertThat(Histogram.of().num()).isZero();
    }

    @Test
    void whatGoesOnWritesAnotherFileFromItsStepOn() throws IOException {
        for (int i = 0; i < 2; i++) {
            try (TensorBoard board = TensorBoard.in(folder, CLOCK, false)) {
                board.onBegin(7L * i, List.of(), "any model");
            }
        }
        List<UnknownFieldSet> events = events(folder.resolve("events.out.tfevents.1700000001.chainrule"));
        assertThat(events).hasSize(2);
        assertThat(events.getLast().getField(2).getVarintList()).containsExactly(8L);
        assertThat(part(events.getLast(), 7).getField(1).getVarintList()).containsExactly(1L);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).hasSize(2);
        }
    }

    @Test
    void aPlaceThatCannotBeWrittenToIsTold() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThatThrownBy(() -> TensorBoard.in(file.resolve("below"))).isInstanceOf(DataException.class);
    }

    private static List<UnknownFieldSet> events(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        List<UnknownFieldSet> events = new ArrayList<>();
        while (bytes.hasRemaining()) {
            ByteBuffer length = bytes.slice(bytes.position(), 8);
            int size = Math.toIntExact(bytes.getLong());
            assertThat(unmasked(bytes.getInt())).isEqualTo(checksum(length));
            ByteBuffer record = bytes.slice(bytes.position(), size);
            byte[] event = new byte[size];
            bytes.get(event);
            assertThat(unmasked(bytes.getInt())).isEqualTo(checksum(record));
            events.add(UnknownFieldSet.parseFrom(event));
        }
        return events;
    }

    private static int unmasked(int masked) {
        int rotated = masked - 0xa282ead8;
        return (rotated >>> 17) | (rotated << 15);
    }

    private static int checksum(ByteBuffer bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return (int) crc.getValue();
    }

    private static UnknownFieldSet part(UnknownFieldSet message, int field) throws InvalidProtocolBufferException {
        return UnknownFieldSet.parseFrom(
                message.getField(field).getLengthDelimitedList().getFirst());
    }

    private static UnknownFieldSet value(UnknownFieldSet event) {
        try {
            return part(part(event, 5), 1);
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }

    private static String tag(UnknownFieldSet event) {
        return text(value(event), 1);
    }

    private static float scalar(UnknownFieldSet event) {
        return Float.intBitsToFloat(value(event).getField(2).getFixed32List().getFirst());
    }

    private static String text(UnknownFieldSet message, int field) {
        return message.getField(field).getLengthDelimitedList().getFirst().toStringUtf8();
    }

    private static double real(UnknownFieldSet message, int field) {
        return Double.longBitsToDouble(message.getField(field).getFixed64List().getFirst());
    }

    private static double[] packed(UnknownFieldSet message, int field) {
        ByteString bytes = message.getField(field).getLengthDelimitedList().getFirst();
        double[] values = new double[bytes.size() / 8];
        bytes.asReadOnlyByteBuffer()
                .order(ByteOrder.LITTLE_ENDIAN)
                .asDoubleBuffer()
                .get(values);
        return values;
    }
}
