package org.chainrule.lens.series;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.chainrule.train.Score;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeriesFileTest {
    private static final List<Entry> ENTRIES = List.of(
            new Entry.Begin(0, 10, 2, true, List.of("layers.0", "<b>")),
            new Entry.Batches(1, 3, 0.5, 0.25, Double.POSITIVE_INFINITY, 0.01),
            new Entry.Probe(
                    3,
                    List.of(new LayerState(
                            7,
                            0.125,
                            2,
                            Double.NaN,
                            Optional.of(Histogram.of(new double[] {1, 2, 2})),
                            Optional.empty())),
                    List.of(new Units("layers.0", 1, 4, 128))),
            new Entry.Epoch(1, 10, 0.01, new Score(0.5, 0.75), new Score(1, 0.5), 2.5),
            new Entry.End(10, Entry.Outcome.STOPPED));

    @TempDir
    private Path folder;

    @Test
    void whatIsWrittenIsRead() {
        Path file = folder.resolve("lens.jsonl");
        assertThat(SeriesFile.at(file).size()).isZero();
        SeriesFile series = SeriesFile.at(file);
        try (SeriesWriter out = SeriesWriter.of(file)) {
            ENTRIES.forEach(out::add);
        }
        assertThat(series.all()).isEqualTo(ENTRIES);
    }

    @Test
    void aFileThatGrowsIsReadOn() throws IOException {
        Path file =
                Files.writeString(folder.resolve("lens.jsonl"), EntryJson.line(ENTRIES.get(0)) + "\n{\"kind\":\"end");
        SeriesFile series = SeriesFile.at(file);
        assertThat(series.all()).hasSize(1);
        Files.writeString(file, "\",\"step\":9,\"outcome\":\"complete\"}\n", StandardOpenOption.APPEND);
        assertThat(series.all().getLast()).isEqualTo(new Entry.End(9, Entry.Outcome.COMPLETE));
    }

    @Test
    void aLineThatWasCutOffIsPassedOver() throws IOException {
        Path file = Files.writeString(folder.resolve("lens.jsonl"), "{\"kind\":\"batc");
        try (SeriesWriter out = SeriesWriter.of(file)) {
            out.add(ENTRIES.getLast());
        }
        assertThat(SeriesFile.at(file).all()).containsExactly(ENTRIES.getLast());
    }

    @Test
    void aFileThatBeginsAnewIsReadAnew() throws IOException {
        Path file = Files.writeString(folder.resolve("lens.jsonl"), (EntryJson.line(ENTRIES.get(1)) + "\n").repeat(3));
        SeriesFile series = SeriesFile.at(file);
        assertThat(series.size()).isEqualTo(3);
        Files.writeString(file, EntryJson.line(ENTRIES.get(4)) + "\n");
        assertThat(series.all()).containsExactly(ENTRIES.get(4));
    }

    @Test
    void fewerEntriesTellOfTheSameSteps() {
        List<Entry> many = java.util.stream.IntStream.rangeClosed(1, 1000)
                .<Entry>mapToObj(step -> new Entry.Batches(step, step, step, step, step, 1))
                .toList();
        List<Entry> few = Thinned.of(many, 100);
        assertThat(few).hasSize(100).first().isEqualTo(new Entry.Batches(1, 10, 5.5, 1, 10, 1));
        assertThat(few.getLast().step()).isEqualTo(1000);
    }
}
