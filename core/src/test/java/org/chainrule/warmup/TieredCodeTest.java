package org.chainrule.warmup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which code does what, told by how often each place is visited by which. */
class TieredCodeTest {
    private static final long NEVER = Long.MAX_VALUE;

    /** Adds a number at each place of a grid. */
    private record Marks(int[][] grid, int mark) implements KernelCode {
        @Override
        public void run(Object[] arrays, int[] arguments, int rowFrom, int rowTo, int columnFrom, int columnTo) {
            for (int row = rowFrom; row < rowTo; row++) {
                for (int column = columnFrom; column < columnTo; column++) {
                    grid[row][column] += mark;
                }
            }
        }
    }

    /** As vectors before HotSpot has compiled them. */
    private record Slow(KernelCode code) implements KernelCode {
        @Override
        public void run(Object[] arrays, int[] arguments, int rowFrom, int rowTo, int columnFrom, int columnTo) {
            for (long begin = System.nanoTime(); System.nanoTime() - begin < 200_000; ) {
                Thread.onSpinWait();
            }
            code.run(arrays, arguments, rowFrom, rowTo, columnFrom, columnTo);
        }
    }

    private static final int SCALAR = 1;
    private static final int VECTOR = 1 << 16;

    private final int[][] grid = new int[400][100];

    private void run(KernelCode code) {
        code.run(new Object[0], new int[0], 0, grid.length, 0, grid[0].length);
    }

    private boolean everywhere(IntPredicate condition) {
        return Arrays.stream(grid).flatMapToInt(Arrays::stream).allMatch(condition);
    }

    private static void await(BooleanSupplier condition, Runnable step) {
        long begin = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofMinutes(1));
            step.run();
        }
    }

    private TieredCode tiered(Supplier<KernelCode> vector, boolean columnsIndependent, long coldNanos) {
        return new TieredCode(() -> new Marks(grid, SCALAR), vector, columnsIndependent, 1, 16, coldNanos);
    }

    /** Whose scalar code takes its time, and which counts how often vector code is made. */
    private static TieredCode slow(int[][] grid, AtomicInteger made, long coldNanos) {
        return new TieredCode(
                () -> new Slow(new Marks(grid, SCALAR)),
                () -> {
                    made.incrementAndGet();
                    return new Marks(grid, VECTOR);
                },
                true,
                1,
                16,
                coldNanos);
    }

    @Test
    void vectorCodeOfWhatRunsForAShortTimeIsNotEvenMade() {
        AtomicInteger made = new AtomicInteger();
        TieredCode code = tiered(
                () -> {
                    made.incrementAndGet();
                    return new Marks(grid, VECTOR);
                },
                true,
                NEVER);
        for (int i = 0; i < 500; i++) {
            run(code);
        }
        assertThat(made).hasValue(0);
        assertThat(everywhere(sum -> sum == 500 * SCALAR)).isTrue();
    }

    @Test
    void whatCountsIsTheTimeInItNotTheTimeSinceItsFirstRun() throws InterruptedException {
        AtomicInteger made = new AtomicInteger();
        long coldNanos = 200_000_000;
        TieredCode code = slow(grid, made, coldNanos);
        code.run(new Object[0], new int[0], 0, 0, 0, grid[0].length);
        Thread.sleep(Duration.ofNanos(coldNanos + coldNanos / 4));
        code.run(new Object[0], new int[0], 0, 0, 0, grid[0].length);
        Thread.sleep(Duration.ofMillis(50));
        assertThat(made).hasValue(0);
        await(code::isHot, () -> run(code));
        assertThat(made).hasValue(1);
    }

    /** Runs of 0.6 ms within half a second: more than a fourth of 2 ms, and too small a part of the time to be worth it for that. */
    private static final class Little {
        static final long COLD_NANOS = 2_000_000;
        final AtomicInteger made = new AtomicInteger();
        private final int[][] grid = new int[1][16];
        private final TieredCode code = slow(grid, made, COLD_NANOS);

        /** Gives how long it took. */
        long run() {
            long begin = System.nanoTime();
            code.run(new Object[0], new int[0], 0, 1, 0, 16);
            return System.nanoTime() - begin;
        }
    }

    @Test
    void whatTakesLittleIsMadeFasterSoonerWhereNoOtherCodeIsOnItsWay() throws InterruptedException {
        Little little = new Little();
        little.run();
        Background.busy();
        Thread.sleep(500);
        little.run();
        little.run();
        await(() -> little.made.get() == 1, Thread::onSpinWait);
    }

    @Test
    void whatTakesLittleWaitsForOtherCode() throws InterruptedException {
        Little other = new Little();
        other.run();
        Little little = new Little();
        long nanos = little.run();
        Background.busy();
        Thread.sleep(500);
        long begin = System.nanoTime();
        other.run();
        other.run();
        nanos += little.run();
        nanos += little.run();
        // a machine with much else to do may have made it more, or too late
        boolean asMeant = nanos < Little.COLD_NANOS / 2 && System.nanoTime() - begin < 50_000_000;
        assumeThat(asMeant).isTrue();
        await(() -> other.made.get() == 1, Thread::onSpinWait);
        assertThat(little.made).hasValue(0);
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void vectorCodeThatIsFastTakesOver(boolean columnsIndependent) {
        TieredCode code = tiered(() -> new Marks(grid, VECTOR), columnsIndependent, 0);
        int[] runs = {0};
        await(code::isHot, () -> {
            run(code);
            runs[0]++;
        });
        assertThat(everywhere(sum -> sum % VECTOR + sum / VECTOR == runs[0])).isTrue();
        int[] before = grid[3].clone();
        run(code);
        for (int column = 0; column < before.length; column++) {
            assertThat(grid[3][column] - before[column]).isEqualTo(VECTOR);
        }
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void slowVectorCodeDoesPartsAndScalarCodeTheRest(boolean columnsIndependent) {
        TieredCode code = tiered(() -> new Slow(new Marks(grid, VECTOR)), columnsIndependent, 0);
        int[] runs = {0};
        await(() -> grid[0][0] >= 3 * VECTOR, () -> {
            run(code);
            runs[0]++;
        });
        assertThat(code.isHot()).isFalse();
        assertThat(everywhere(sum -> sum % VECTOR + sum / VECTOR == runs[0])).isTrue();
        assertThat(grid[399][99]).isLessThan(VECTOR);
    }

    @Test
    void withoutVectorCodeScalarCodeGoesOn() {
        AtomicInteger made = new AtomicInteger();
        TieredCode code = tiered(
                () -> {
                    made.incrementAndGet();
                    throw new LinkageError("refused");
                },
                true,
                0);
        int[] runs = {0};
        Runnable step = () -> {
            run(code);
            runs[0]++;
        };
        await(() -> made.get() == 1, step);
        long begin = System.nanoTime();
        await(() -> System.nanoTime() - begin > 50_000_000, step);
        assertThat(made).hasValue(1);
        assertThat(code.isHot()).isFalse();
        assertThat(everywhere(sum -> sum == runs[0] * SCALAR)).isTrue();
    }

    @Test
    void scalarCodeIsLetGo() {
        KernelCode[] scalar = {new Marks(grid, SCALAR)};
        WeakReference<KernelCode> kept = new WeakReference<>(scalar[0]);
        TieredCode code = new TieredCode(
                () -> {
                    KernelCode made = scalar[0];
                    scalar[0] = new Marks(new int[0][0], 0);
                    return made;
                },
                () -> new Marks(grid, VECTOR),
                true,
                1,
                16,
                0);
        await(code::isHot, () -> run(code));
        await(() -> kept.get() == null, System::gc);
        run(code);
    }
}
