package org.chainrule.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.chainrule.Tensor;
import org.chainrule.graph.Shape;
import org.chainrule.graph.ShapeException;
import org.junit.jupiter.api.Test;

class DatasetTest {
    @Test
    void aSubsetIsNumberedAnew() {
        Dataset some = Numbered.of(10).subset(7, 2, 2, 5);
        assertThat(some.size()).isEqualTo(4);
        assertThat(some.batch(3, 0).targets().toInts()).containsExactly(5, 7);
        assertThat(some.range(1, 3).batch(0, 1).inputs().toFloats()).containsExactly(2, -2, 2, -2);
        assertThatThrownBy(() -> Numbered.of(10).subset(10)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void anExampleThatIsNotThereIsTold() {
        Examples ten = new Examples(Tensor.zeros(10, 2), Tensor.zeros(10));
        Dataset twenty = new Examples(Tensor.zeros(20, 2), Tensor.zeros(20));
        for (Dataset each : List.of(
                ten,
                ten.cache(),
                ten.cacheOnDisk(),
                ten.map(batch -> batch),
                twenty.range(10, 20),
                twenty.subset(0, 1, 2, 3, 4, 5, 6, 7, 8, 9),
                ten.range(0, 5).and(ten.range(5, 10)),
                new Images(new byte[40], new int[10], 2, 2))) {
            for (int wrong : new int[] {-1, 10, 99}) {
                assertThatThrownBy(() -> each.batch(3, wrong))
                        .as(each.getClass().getSimpleName())
                        .isInstanceOf(IndexOutOfBoundsException.class)
                        .hasMessage("there is no example " + wrong + ": the data set has 10, numbered from 0 to 9");
            }
        }
        assertThatThrownBy(() -> ten.range(2, 2).batch(0)).hasMessage("there is no example 0: the data set has 0");
        assertThatThrownBy(() -> ten.subset(10)).hasMessageContaining("no example 10");
    }

    @Test
    void partsHaveNothingInCommonAndFollowFromTheSeed() {
        List<Dataset> parts = Numbered.of(101).split(3, 0.7, 0.2, 0.1);
        assertThat(parts).extracting(Dataset::size).containsExactly(71, 20, 10);
        int[] all = parts.stream()
                .flatMapToInt(part -> Arrays.stream(Numbered.all(part)))
                .toArray();
        assertThat(all).containsExactlyInAnyOrder(IntStream.range(0, 101).toArray());
        assertThat(Numbered.all(parts.get(1)))
                .isEqualTo(Numbered.all(Numbered.of(101).split(3, 0.7, 0.2, 0.1).get(1)))
                .isNotEqualTo(
                        Numbered.all(Numbered.of(101).split(4, 0.7, 0.2, 0.1).get(1)));
        assertThat(Numbered.of(10).split(1, 0.5))
                .singleElement()
                .extracting(Dataset::size)
                .isEqualTo(5);
        assertThatThrownBy(() -> Numbered.of(10).split(1, 0.7, 0.4)).hasMessageContaining("at most 1 together");
    }

    @Test
    void joinedSetsAreOneBehindTheOther() {
        Dataset both = Numbered.of(3).and(Numbered.from(100, 2));
        assertThat(Numbered.all(both)).containsExactly(0, 1, 2, 100, 101);
        assertThat(both.batch(4, 1, 3, 1).inputs().toFloats()).containsExactly(101, -101, 1, -1, 100, -100, 1, -1);
        assertThat(both.batch(3).targets().toInts()).containsExactly(100);
        Dataset wider = new Examples(Tensor.of(new float[3], Shape.of(1, 3)), Tensor.of(7));
        assertThatThrownBy(() -> Numbered.of(1).and(wider).batch(0, 1)).isInstanceOf(ShapeException.class);
    }

    @Test
    void aChangeIsMadeAsExamplesAreRead() {
        Dataset halved = Numbered.of(5).map(batch -> new Batch(batch.inputs().mul(0.5), batch.targets()));
        assertThat(halved.batch(4, 2).inputs().toFloats()).containsExactly(2, -2, 1, -1);
        assertThat(halved.size()).isEqualTo(5);
    }

    @Test
    void whatIsCachedIsMadeOnce() {
        AtomicInteger made = new AtomicInteger();
        Dataset cached = Numbered.of(6)
                .map(batch -> {
                    made.addAndGet(batch.size());
                    return batch;
                })
                .cache();
        assertThat(cached.batch(3, 3, 1).targets().toInts()).containsExactly(3, 3, 1);
        assertThat(made).hasValue(2);
        assertThat(cached.batch(1, 2, 3).inputs().toFloats()).containsExactly(1, -1, 2, -2, 3, -3);
        assertThat(made).hasValue(3);
        Numbered.all(cached);
        Numbered.all(cached);
        assertThat(made).hasValue(6);
    }

    @Test
    void partsChangesAndJoinsAreOfTheEpochAndOrdersAreNot() {
        Dataset drawn = new Dataset() {
            @Override
            public int size() {
                return 2;
            }

            @Override
            public Batch batch(int... numbers) {
                return Numbered.of(2).batch(numbers);
            }

            @Override
            public Dataset inEpoch(int epoch, long seed) {
                return Numbered.from(1000 * epoch, 2);
            }
        };
        Dataset all = drawn.range(1, 2).and(drawn.subset(0)).map(batch -> batch);
        assertThat(Numbered.all(all.inEpoch(7, 1))).containsExactly(7001, 7000);
        assertThat(Numbered.targets(all.batches(new Pass(Sampling.inOrder(), 2, 1, 3), 0)))
                .containsExactly(List.of(3001, 3000));
        assertThat(Numbered.targets(all.inOrder(2))).containsExactly(List.of(1, 0));
        assertThat(Numbered.all(all.cache().inEpoch(7, 1))).containsExactly(1, 0);
    }

    @Test
    void onDiskExamplesAreTheSameWhateverTheirDtypes() {
        Tensor longs = Tensor.of(new long[] {1, -2, Long.MAX_VALUE, 4, 5, 6}, Shape.of(3, 2));
        Tensor doubles = Tensor.of(Math.PI, Double.MIN_VALUE, -0.0);
        Dataset disk = new Examples(longs, doubles).cacheOnDisk();
        Batch batch = disk.batch(2, 0, 1, 1);
        assertThat(batch.inputs().toLongs()).containsExactly(5, 6, 1, -2, Long.MAX_VALUE, 4, Long.MAX_VALUE, 4);
        assertThat(batch.targets().toDoubles()).containsExactly(-0.0, Math.PI, Double.MIN_VALUE, Double.MIN_VALUE);
        Tensor flags = Tensor.of(true, false, true);
        assertThat(new Examples(flags, Tensor.of(1f, 2f, 3f))
                        .cacheOnDisk()
                        .batch(0, 1)
                        .inputs())
                .hasToString("[ true, false] bool[2]");
        assertThatThrownBy(() -> disk.batch(3)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(Numbered.of(0).cacheOnDisk().size()).isZero();
    }

    @Test
    void theFileOfExamplesOnDiskHasNoNameAnyMore() throws Exception {
        Dataset disk = Numbered.of(1000).cacheOnDisk();
        assertThat(Numbered.all(disk)).isEqualTo(Numbered.all(Numbered.of(1000)));
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .noneMatch(name -> name.matches("chainrule-[0-9a-f]{8}-.*"));
        }
        assertThat(Numbered.all(disk)).hasSize(1000);
    }

    @Test
    void examplesOfOtherShapesAreRefusedByTheFile() {
        try (ExampleFile.Writer writer = ExampleFile.writer()) {
            writer.add(Numbered.of(3).batch(0, 1));
            Batch other = new Batch(Tensor.of(new float[3], Shape.of(1, 3)), Tensor.of(1));
            assertThatThrownBy(() -> writer.add(other)).isInstanceOf(ShapeException.class);
        }
    }
}
