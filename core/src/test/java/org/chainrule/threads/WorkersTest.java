package org.chainrule.threads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WorkersTest {
    @Test
    void runsEachPieceOnce() {
        for (int size : new int[] {1, 2, 5}) {
            try (Workers workers = Workers.of(size)) {
                for (int pieces : new int[] {0, 1, 2, 7, 1000}) {
                    AtomicIntegerArray done = new AtomicIntegerArray(pieces);
                    workers.run(pieces, done::incrementAndGet);
                    for (int i = 0; i < pieces; i++) {
                        assertThat(done.get(i)).isEqualTo(1);
                    }
                }
            }
        }
    }

    @Test
    void servesManyCallersAtOnce() throws InterruptedException {
        AtomicLong sum = new AtomicLong();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        try (Workers workers = Workers.of(3)) {
            List<Thread> callers = new ArrayList<>();
            for (int c = 0; c < 40; c++) {
                callers.add(Thread.ofPlatform().start(() -> {
                    try {
                        for (int i = 0; i < 300; i++) {
                            AtomicInteger own = new AtomicInteger();
                            workers.run(9, piece -> own.addAndGet(piece));
                            sum.addAndGet(own.get());
                        }
                    } catch (RuntimeException | Error thrown) {
                        failure.set(thrown);
                    }
                }));
            }
            for (Thread caller : callers) {
                caller.join();
            }
        }
        assertThat(failure.get()).isNull();
        assertThat(sum.get()).isEqualTo(40L * 300 * 36);
    }

    @Test
    void aCallInsideAPieceRunsItsPiecesItself() {
        try (Workers workers = Workers.of(4)) {
            AtomicInteger count = new AtomicInteger();
            workers.run(20, outer -> {
                Set<Thread> threads = ConcurrentHashMap.newKeySet();
                workers.run(20, inner -> {
                    threads.add(Thread.currentThread());
                    count.incrementAndGet();
                });
                assertThat(threads).containsExactly(Thread.currentThread());
            });
            assertThat(count).hasValue(400);
        }
    }

    @Test
    void throwsWhatAPieceThrowsWhenAllHaveStopped() {
        try (Workers workers = Workers.of(3)) {
            AtomicInteger running = new AtomicInteger();
            for (int round = 0; round < 200; round++) {
                int bad = round % 50;
                assertThatThrownBy(() -> workers.run(50, piece -> {
                            running.incrementAndGet();
                            try {
                                if (piece == bad) {
                                    throw new IllegalArgumentException("piece " + piece);
                                }
                                Thread.onSpinWait();
                            } finally {
                                running.decrementAndGet();
                            }
                        }))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessage("piece " + bad);
                assertThat(running).hasValue(0);
            }
            AtomicInteger after = new AtomicInteger();
            workers.run(50, piece -> after.incrementAndGet());
            assertThat(after).hasValue(50);
        }
    }

    @Test
    void anInterruptedCallerFinishesAndStaysInterrupted() {
        try (Workers workers = Workers.of(2)) {
            AtomicInteger done = new AtomicInteger();
            Thread.currentThread().interrupt();
            workers.run(8, piece -> {
                boolean interrupted = Thread.interrupted();
                try {
                    Thread.sleep(3);
                } catch (InterruptedException thrown) {
                    throw new AssertionError(thrown);
                }
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
                done.incrementAndGet();
            });
            assertThat(Thread.interrupted()).isTrue();
            assertThat(done).hasValue(8);
        }
    }

    @Test
    void theCallerGoesUpFromTheFirstPieceAndHelpersDownFromTheLast() {
        try (Workers workers = Workers.of(3)) {
            Map<Thread, List<Integer>> taken = new ConcurrentHashMap<>();
            for (int round = 0; round < 300; round++) {
                taken.clear();
                workers.run(
                        40,
                        piece -> taken.computeIfAbsent(Thread.currentThread(), thread -> new ArrayList<>())
                                .add(piece));
                taken.forEach((thread, pieces) -> assertThat(pieces)
                        .isSortedAccordingTo(
                                thread == Thread.currentThread()
                                        ? Comparator.naturalOrder()
                                        : Comparator.reverseOrder()));
            }
        }
    }

    /** Two pieces that wait for each other: so each has a thread, whether that was awake or asleep. */
    private static void together(Workers workers, Workers.Piece then) {
        CyclicBarrier both = new CyclicBarrier(2);
        workers.run(2, piece -> {
            try {
                both.await();
            } catch (InterruptedException | BrokenBarrierException thrown) {
                throw new AssertionError(thrown);
            }
            then.run(piece);
        });
    }

    @Test
    void aHelperComesAfterAnyPause() throws InterruptedException {
        try (Workers workers = Workers.of(2)) {
            for (int micros = 1; micros < 5000; micros *= 2) {
                for (int round = 0; round < 20; round++) {
                    together(workers, piece -> {});
                    LockSupport.parkNanos(1000L * micros);
                }
            }
        }
    }

    @Test
    void whatAHelperThrowsReachesTheCaller() {
        try (Workers workers = Workers.of(2)) {
            Thread caller = Thread.currentThread();
            for (int round = 0; round < 50; round++) {
                String message = "round " + round;
                assertThatThrownBy(() -> together(workers, piece -> {
                            if (Thread.currentThread() != caller) {
                                throw new StackOverflowError(message);
                            }
                        }))
                        .isInstanceOf(StackOverflowError.class)
                        .hasMessage(message);
            }
        }
    }

    @Test
    void tasksOfAnotherPoolCallAndCallFromWithinAndSomeFail() throws Exception {
        try (ExecutorService tasks = Executors.newFixedThreadPool(4);
                Workers first = Workers.of(2);
                Workers second = Workers.of(3)) {
            List<Future<Integer>> sums = new ArrayList<>();
            for (int task = 0; task < 200; task++) {
                boolean fails = task % 7 == 0;
                sums.add(tasks.submit(() -> {
                    AtomicInteger sum = new AtomicInteger();
                    first.run(
                            6,
                            outer -> second.run(5, inner -> {
                                first.run(2, innermost -> sum.addAndGet(outer * inner));
                                if (fails && outer == 5 && inner == 4) {
                                    throw new IllegalStateException("as it should");
                                }
                            }));
                    return sum.get();
                }));
            }
            for (int task = 0; task < 200; task++) {
                Future<Integer> sum = sums.get(task);
                if (task % 7 == 0) {
                    assertThatThrownBy(sum::get).hasRootCauseMessage("as it should");
                } else {
                    assertThat(sum.get()).isEqualTo(2 * 15 * 10);
                }
            }
        }
    }

    @Test
    void threadsAreDaemonsAndEndWithTheirPool() throws InterruptedException {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        Workers closed = Workers.of(4);
        busy(closed, threads);
        closed.close();
        closed.run(3, piece -> assertThat(Thread.currentThread().getName()).doesNotStartWith("chainrule-"));
        busy(Workers.of(4), threads); // is garbage at once
        threads.remove(Thread.currentThread());
        assertThat(threads).isNotEmpty().allMatch(Thread::isDaemon);
        for (Thread thread : threads) {
            for (int i = 0; i < 100 && thread.isAlive(); i++) {
                System.gc();
                thread.join(Duration.ofMillis(100));
            }
            assertThat(thread.isAlive()).isFalse();
        }
    }

    private static void busy(Workers workers, Set<Thread> threads) {
        workers.run(100, piece -> {
            threads.add(Thread.currentThread());
            try {
                Thread.sleep(1);
            } catch (InterruptedException thrown) {
                throw new AssertionError(thrown);
            }
        });
    }

    @Test
    void aPoolNeedsAThread() {
        assertThatThrownBy(() -> Workers.of(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
