package org.chainrule.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.chainrule.Tensor;
import org.chainrule.graph.DType;
import org.junit.jupiter.api.Test;

class StreamedTest {
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger read = new AtomicInteger();

    private Stream<Example> examples(int count) {
        open.incrementAndGet();
        return IntStream.range(0, count)
                .peek(_ -> read.incrementAndGet())
                .mapToObj(i -> new Example(Tensor.of(i, -i), Tensor.scalar(i, DType.INT32)))
                .onClose(open::decrementAndGet);
    }

    private Streamed streamed(int count) {
        return Streamed.of(() -> examples(count));
    }

    private static Pass pass(int batch, int epoch) {
        return new Pass(Sampling.shuffled(), batch, 3, epoch);
    }

    @Test
    void aBufferOfOneLeavesTheOrder() {
        assertThat(Numbered.targets(streamed(7).shuffledIn(1).batches(pass(3, 1), 0)))
                .containsExactly(List.of(0, 1, 2), List.of(3, 4, 5), List.of(6));
        assertThat(open).hasValue(0);
    }

    @Test
    void eachExampleComesOnceAndNoneEarlierThanTheBufferAllows() {
        List<Integer> order = new ArrayList<>();
        Numbered.targets(streamed(500).shuffledIn(20).batches(pass(7, 1), 0)).forEach(order::addAll);
        assertThat(order)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 500).boxed().toList());
        assertThat(IntStream.range(0, 500).map(place -> order.get(place) - place))
                .allMatch(early -> early < 20)
                .anyMatch(early -> early < -20)
                .anyMatch(early -> early > 10);
    }

    @Test
    void theOrderFollowsFromSeedAndEpochAndCanBeGoneOnWith() {
        List<List<Integer>> first = Numbered.targets(streamed(50).batches(pass(4, 1), 0));
        assertThat(Numbered.targets(streamed(50).batches(pass(4, 1), 0))).isEqualTo(first);
        assertThat(Numbered.targets(streamed(50).batches(pass(4, 2), 0))).isNotEqualTo(first);
        assertThat(Numbered.targets(streamed(50).batches(pass(4, 1), 5))).isEqualTo(first.subList(5, 13));
        assertThat(Numbered.targets(streamed(50).batches(pass(4, 1), 13))).isEmpty();
    }

    @Test
    void onlyBufferAndBatchesAheadAreReadAndAStreamLeftEarlyIsClosed() {
        try (Prefetch batches = streamed(1_000_000).shuffledIn(10).batches(pass(5, 1), 0)) {
            batches.next();
        }
        assertThat(read.get()).isBetween(14, 10 + 3 * 5);
        assertThat(open).hasValue(0);
    }

    @Test
    void anErrorOfTheStreamIsThrown() {
        Streamed broken = Streamed.of(() -> Stream.concat(examples(3), Stream.generate(() -> {
            throw new DataException("line 4 is broken");
        })));
        try (Prefetch batches = broken.shuffledIn(1).batches(pass(1, 1), 0)) {
            IntStream.range(0, 3).forEach(_ -> batches.next());
            assertThatThrownBy(batches::next).isInstanceOf(DataException.class).hasMessage("line 4 is broken");
        }
    }

    @Test
    void aStreamBecomesADataSetOnDisk() {
        Dataset disk = streamed(1000).onDisk();
        assertThat(Numbered.all(disk)).isEqualTo(IntStream.range(0, 1000).toArray());
        assertThat(disk.batch(999, 5).inputs().toInts()).containsExactly(999, -999, 5, -5);
        assertThat(open).hasValue(0);
    }

    @Test
    void aStreamHasNoSamplingAndNoEmptyBuffer() {
        Pass weighted = new Pass(Sampling.weighted(1, 2), 2, 1, 1);
        assertThatThrownBy(() -> streamed(2).batches(weighted, 0)).hasMessageContaining("onDisk()");
        assertThatThrownBy(() -> streamed(2).shuffledIn(0)).hasMessageContaining("at least one");
    }
}
