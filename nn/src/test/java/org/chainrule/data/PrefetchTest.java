package org.chainrule.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PrefetchTest {
    private static final Pass PASS = new Pass(Sampling.shuffled(), 3, 5, 2);

    @Test
    void batchesComeInTheirOrderAndFromAnyOfThem() {
        List<List<Integer>> expected = Shuffle.batches(10, 3, 5, 2).stream()
                .map(numbers -> java.util.Arrays.stream(numbers).boxed().toList())
                .toList();
        // the first ones take longest
        Dataset slow = Numbered.of(10).map(batch -> {
            if (batch.targets().toInts()[0] == expected.getFirst().getFirst()) {
                pause();
            }
            return batch;
        });
        assertThat(Numbered.targets(slow.batches(PASS, 0))).isEqualTo(expected);
        assertThat(Numbered.targets(slow.batches(PASS, 2))).isEqualTo(expected.subList(2, 4));
        assertThat(Numbered.targets(slow.batches(PASS, 4))).isEmpty();
        assertThat(Numbered.targets(slow.batches(PASS, 9))).isEmpty();
    }

    @Test
    void batchesAreMadeAheadOnVirtualThreadsAndNoMoreThanTwo() throws InterruptedException {
        CountDownLatch two = new CountDownLatch(2);
        AtomicInteger made = new AtomicInteger();
        Set<Boolean> virtual = ConcurrentHashMap.newKeySet();
        Dataset watched = Numbered.of(100).map(batch -> {
            virtual.add(Thread.currentThread().isVirtual());
            made.incrementAndGet();
            two.countDown();
            return batch;
        });
        try (Prefetch batches = watched.inOrder(1)) {
            two.await();
            assertThat(made).hasValue(2);
            batches.next();
            batches.next();
        }
        // closing has waited for those under way, and none is made after it
        int atEnd = made.get();
        assertThat(atEnd).isBetween(2, 4);
        pause();
        assertThat(made).hasValue(atEnd);
        assertThat(virtual).containsExactly(true);
    }

    @Test
    void closingWaitsForWhatIsUnderWay() {
        AtomicInteger working = new AtomicInteger();
        Dataset slow = Numbered.of(10).map(batch -> {
            working.incrementAndGet();
            pause();
            working.decrementAndGet();
            return batch;
        });
        Prefetch batches = slow.inOrder(2);
        batches.next();
        batches.close();
        assertThat(working).hasValue(0);
        assertThat(batches.hasNext()).isFalse();
        assertThatThrownBy(batches::next).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void anErrorIsThrownInItsPlaceAsItIs() {
        Dataset broken = Numbered.of(4).map(batch -> {
            if (batch.targets().toInts()[0] == 2) {
                throw new DataException("the third is broken");
            }
            return batch;
        });
        try (Prefetch batches = broken.inOrder(1)) {
            batches.next();
            batches.next();
            assertThat(batches.hasNext()).isTrue();
            assertThatThrownBy(batches::next).isInstanceOf(DataException.class).hasMessage("the third is broken");
        }
    }

    @Test
    void anInterruptedThreadGetsItsBatchesAndStaysInterrupted() {
        try (Prefetch batches = Numbered.of(4).cacheOnDisk().inOrder(2)) {
            Thread.currentThread().interrupt();
            assertThat(batches.next().targets().toInts()).containsExactly(0, 1);
            assertThat(batches.next().targets().toInts()).containsExactly(2, 3);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(30);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
