package org.chainrule.codegen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chainrule.graph.DType.BOOL;
import static org.chainrule.graph.DType.FLOAT32;
import static org.chainrule.graph.DType.FLOAT64;
import static org.chainrule.graph.DType.INT32;
import static org.chainrule.graph.DType.INT64;

import java.util.Arrays;
import org.chainrule.graph.Binary;
import org.chainrule.graph.Cast;
import org.chainrule.graph.Combine;
import org.chainrule.graph.Comparison;
import org.chainrule.graph.DType;
import org.chainrule.graph.Select;
import org.chainrule.graph.Unary;
import org.chainrule.kernel.Kernel;
import org.chainrule.kernel.Operand.Along;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Loads, masks, strides, passes and stores: the same bits on all targets, and the right numbers. */
class FusedLoopTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 4, 6, 13, 15, 16, 17, 31, 63, 65, 4098})
    void softmaxInThreePasses(int columns) {
        KernelBuilder kernel = new KernelBuilder();
        int x = kernel.input(FLOAT32);
        int shifted = kernel.apply(Binary.SUB, x, kernel.reduce(Combine.MAX, x));
        int power = kernel.apply(Unary.EXP, shifted);
        int sum = kernel.reduce(Combine.SUM, power);
        kernel.output(FLOAT32, Along.UNIT, kernel.apply(Binary.DIV, power, sum));
        kernel.output(FLOAT32, Along.ZERO, kernel.apply(Unary.LOG, sum));
        var arrays =
                Launch.dense(kernel.build(), 5, columns, Noise.calm(columns)).runEverywhere();
        float[] softmax = (float[]) arrays.get(1);
        for (int row = 0; row < 5; row++) {
            double total = 0;
            for (int column = 0; column < columns; column++) {
                total += softmax[row * columns + column];
            }
            assertThat(total).isCloseTo(1, org.assertj.core.data.Offset.offset(1e-5));
        }
    }

    /** Too much code to be written once for whole vectors and once for the rest. */
    @ParameterizedTest
    @ValueSource(ints = {17, 31, 63, 300, 1000})
    void longProgramsHaveOneBody(int columns) {
        KernelBuilder kernel = new KernelBuilder();
        int x = kernel.input(FLOAT32);
        int sum = kernel.operand(FLOAT32, Along.UNIT);
        int value = x;
        for (int pass = 0; pass < 3; pass++) {
            int power = kernel.apply(Unary.EXP, kernel.apply(Binary.SUB, value, kernel.reduce(Combine.MAX, value)));
            value = kernel.apply(Unary.TANH, kernel.apply(Binary.DIV, power, kernel.reduce(Combine.SUM, power)));
        }
        kernel.accumulate(Combine.SUM, sum, value);
        Kernel built = kernel.output(FLOAT32, Along.UNIT, value).build();
        assertThat(2 * KernelWeight.of(built)).isGreaterThan(KernelWeight.LIMIT);
        float[] values = (float[]) Noise.calm(columns).array(FLOAT32, 3 * columns);
        var arrays = new Launch(built, columns, 3)
                .operand(0, values, 0, 1, columns)
                .operand(sum, new float[columns], 0, 1, 0)
                .operand(2, new float[3 * columns], 0, 1, columns)
                .runEverywhere();
        float[] rows = (float[]) arrays.get(2);
        assertThat(((float[]) arrays.get(sum))[columns - 1])
                .isEqualTo(rows[columns - 1] + rows[2 * columns - 1] + rows[3 * columns - 1]);
    }

    /** The same in doubles, beside whole numbers, what is read at a distance and under a mask, and a running sum. */
    @ParameterizedTest
    @ValueSource(ints = {1, 7, 8, 9, 15, 16, 17, 31, 33, 1000})
    void longProgramsOfManyKindsHaveOneBody(int columns) {
        KernelBuilder kernel = new KernelBuilder();
        int apart = kernel.operand(FLOAT64, Along.ANY);
        int flags = kernel.operand(BOOL, Along.UNIT);
        int numbers = kernel.input(INT64);
        int out = kernel.operand(INT64, Along.UNIT);
        int value = kernel.load(apart, kernel.load(flags));
        for (int pass = 0; pass < 3; pass++) {
            int power = kernel.apply(Unary.EXP, kernel.apply(Binary.SUB, value, kernel.reduce(Combine.MAX, value)));
            int running = kernel.running(Combine.SUM, power);
            value = kernel.apply(Unary.TANH, kernel.apply(Binary.DIV, running, kernel.reduce(Combine.SUM, power)));
        }
        kernel.store(out, kernel.apply(Binary.ADD, numbers, kernel.reduce(Combine.SUM, numbers)));
        Kernel built = kernel.output(FLOAT64, Along.UNIT, value).build();
        assertThat(2 * KernelWeight.of(built)).isGreaterThan(KernelWeight.LIMIT);
        Noise noise = Noise.calm(columns);
        new Launch(built, columns, 3)
                .operand(apart, noise.array(FLOAT64, 3 * 2 * columns), 1, 2, 2 * columns)
                .operand(flags, noise.array(BOOL, 3 * columns), 0, 1, columns)
                .operand(2, noise.array(INT64, 3 * columns), 0, 1, columns)
                .operand(out, new long[3 * columns], 0, 1, columns)
                .operand(4, new double[3 * columns], 0, 1, columns)
                .runEverywhere();
    }

    /** What an earlier pass wrote, or left where the result goes, is what a later one would compute. */
    @ParameterizedTest
    @ValueSource(ints = {1, 6, 15, 16, 17, 63, 65, 300})
    void passesReadWhatEarlierOnesWrote(int columns) {
        for (boolean stored : new boolean[] {false, true}) {
            KernelBuilder kernel = new KernelBuilder();
            int x = kernel.input(FLOAT32);
            int power = kernel.apply(Unary.EXP, x);
            int below = kernel.apply(Binary.SUB, power, kernel.reduce(Combine.MAX, power));
            int tanh = kernel.apply(Unary.TANH, below);
            kernel.output(FLOAT32, Along.UNIT, kernel.apply(Binary.MUL, tanh, kernel.reduce(Combine.SUM, tanh)));
            if (stored) {
                kernel.output(FLOAT32, Along.UNIT, power);
            }
            var arrays = Launch.dense(kernel.build(), 3, columns, Noise.calm(columns))
                    .runEverywhere();
            float[] given = (float[]) arrays.get(0);
            float[] result = (float[]) arrays.get(1);
            for (int row = 0; row < 3; row++) {
                assertThat(Arrays.copyOfRange(result, row * columns, (row + 1) * columns))
                        .containsExactly(
                                timesItsSum(Arrays.copyOfRange(given, row * columns, (row + 1) * columns)),
                                org.assertj.core.data.Offset.offset(1e-3f));
            }
        }
    }

    /** tanh(exp x − max exp x) times its sum. */
    private static float[] timesItsSum(float... x) {
        double[] power = new double[x.length];
        double most = 0;
        for (int i = 0; i < x.length; i++) {
            power[i] = Math.exp(x[i]);
            most = Math.max(most, power[i]);
        }
        double sum = 0;
        for (double each : power) {
            sum += Math.tanh(each - most);
        }
        float[] result = new float[x.length];
        for (int i = 0; i < x.length; i++) {
            result[i] = (float) (Math.tanh(power[i] - most) * sum);
        }
        return result;
    }

    @ParameterizedTest
    @EnumSource(names = "BOOL", mode = EnumSource.Mode.EXCLUDE)
    void reductionsGoByLanesAndHalves(DType dtype) {
        for (Combine combine : Combine.values()) {
            KernelBuilder kernel = new KernelBuilder();
            int value = kernel.reduce(combine, kernel.input(dtype));
            Kernel built = kernel.output(dtype, Along.ZERO, value).build();
            for (int columns : new int[] {1, 7, 8, 9, 15, 16, 17, 33, 100, 4098}) {
                var arrays =
                        Launch.dense(built, 1, columns, Noise.calm(columns)).runEverywhere();
                if (dtype == FLOAT32 && combine == Combine.SUM) {
                    assertThat(((float[]) arrays.get(1))[0]).isEqualTo(sumInHalves((float[]) arrays.get(0)));
                }
                Launch.dense(built, 3, columns, Noise.awkward(columns)).runEverywhere();
            }
        }
    }

    private static float sumInHalves(float[] x) {
        float[] partial = new float[16];
        for (int i = 0; i < x.length; i++) {
            partial[i % 16] += x[i];
        }
        for (int half = 8; half > 0; half /= 2) {
            for (int i = 0; i < half; i++) {
                partial[i] += partial[i + half];
            }
        }
        return partial[0];
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 6, 13, 16, 17, 40})
    void masksKeepLoadsInRange(int columns) {
        KernelBuilder kernel = new KernelBuilder();
        int source = kernel.operand(FLOAT32, Along.UNIT);
        int index = kernel.position(0, INT32);
        int inside = kernel.apply(
                Binary.AND,
                kernel.apply(Comparison.LESS_EQUAL, kernel.bound(0, INT32), index),
                kernel.apply(Comparison.LESS, index, kernel.bound(1, INT32)));
        kernel.output(FLOAT32, Along.UNIT, kernel.load(source, inside));
        int before = 3;
        int length = Math.max(1, columns - 5);
        float[] x = (float[]) Noise.calm(1).array(FLOAT32, 2 * length);
        var arrays = new Launch(kernel.build(), columns, 2)
                .operand(source, x, -before, 1, length)
                .operand(1, Launch.filled(FLOAT32, 2 * columns), 0, 1, columns)
                .position(0, -before, 1, 0)
                .bound(0, 0)
                .bound(1, length)
                .runEverywhere();
        float[] y = (float[]) arrays.get(1);
        for (int row = 0; row < 2; row++) {
            for (int column = 0; column < columns; column++) {
                int place = column - before;
                float expected = place >= 0 && place < length ? x[row * length + place] : 0;
                assertThat(y[row * columns + column]).isEqualTo(expected);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(DType.class)
    void stridesOfAllKinds(DType dtype) {
        for (Along target : new Along[] {Along.UNIT, Along.ANY}) {
            KernelBuilder kernel = new KernelBuilder();
            int backwards = kernel.load(kernel.operand(dtype, Along.ANY));
            int condition = kernel.apply(Comparison.EQUAL, backwards, kernel.load(kernel.operand(dtype, Along.ZERO)));
            int chosen =
                    kernel.apply(Select.SELECT, condition, backwards, kernel.load(kernel.operand(dtype, Along.UNIT)));
            kernel.output(dtype, target, chosen);
            for (int columns : new int[] {1, 6, 13, 16, 17, 65}) {
                int rows = 6;
                int size = rows * columns;
                int apart = target == Along.UNIT ? 1 : 3;
                new Launch(kernel.build(2), columns, 2, 3)
                        .operand(0, Noise.calm(5).array(dtype, 2 * size), 2 * size - 1, -2, -6 * columns, -2 * columns)
                        .operand(1, Noise.calm(6).array(dtype, rows), 0, 0, 3, 1)
                        .operand(2, Noise.calm(7).array(dtype, size), 0, 1, columns, 2 * columns)
                        .operand(3, Launch.filled(dtype, 3 * size), 0, apart, 9 * columns, 3 * columns)
                        .runEverywhere();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 16, 20, 32, 48, 50, 63, 64, 65})
    void raggedRowsEndAtTheLimit(int elements) {
        KernelBuilder kernel = new KernelBuilder();
        kernel.output(FLOAT32, Along.UNIT, kernel.apply(Unary.EXP, kernel.input(FLOAT32)));
        int columns = 32;
        int rows = (elements + columns - 1) / columns;
        float[] x = (float[]) Noise.calm(2).array(FLOAT32, elements);
        var arrays = new Launch(kernel.ragged(), columns, rows)
                .operand(0, x, 0, 1, columns)
                .operand(1, Launch.filled(FLOAT32, elements + 7), 0, 1, columns)
                .limit(elements)
                .runEverywhere();
        float[] y = (float[]) arrays.get(1);
        for (int i = 0; i < y.length; i++) {
            assertThat(y[i])
                    .isCloseTo(
                            i < elements ? (float) Math.exp(x[i]) : 77,
                            org.assertj.core.data.Percentage.withPercentage(1e-4));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 13, 16, 17, 65})
    void accumulatesRowAfterRow(int columns) {
        KernelBuilder kernel = new KernelBuilder();
        int x = kernel.input(FLOAT32);
        int neighbours = kernel.operand(FLOAT32, Along.UNIT);
        int apart = kernel.operand(FLOAT32, Along.ANY);
        int total = kernel.operand(FLOAT32, Along.ZERO);
        kernel.accumulate(Combine.SUM, neighbours, x);
        kernel.accumulate(Combine.MAX, apart, x);
        kernel.accumulate(Combine.SUM, total, kernel.reduce(Combine.SUM, x));
        int rows = 7;
        float[] values = (float[]) Noise.calm(9).array(FLOAT32, rows * columns);
        var arrays = new Launch(kernel.build(), columns, rows)
                .operand(0, values, 0, 1, columns)
                .operand(neighbours, new float[columns], 0, 1, 0)
                .operand(apart, new float[2 * columns], 0, 2, 0)
                .operand(total, new float[1], 0, 0, 0)
                .runEverywhere();
        float sum = 0;
        float largest = 0;
        for (int row = 0; row < rows; row++) {
            sum += values[row * columns];
            largest = Math.max(largest, values[row * columns]);
        }
        assertThat(((float[]) arrays.get(neighbours))[0]).isEqualTo(sum);
        assertThat(((float[]) arrays.get(apart))[0]).isEqualTo(largest);
    }

    /** Rows that are put together in registers, whole groups and parts of them, few and more than are read at once, are those of scalar code. */
    @ParameterizedTest
    @CsvSource({"16, 16, 3, 5", "48, 16, 1, 7", "96, 32, 4, 2", "64, 64, 2, 20", "192, 64, 3, 9", "128, 64, 1, 71"})
    void groupsOfRowsStayInRegisters(int columns, int together, int groups, int rows) {
        for (Combine combine : new Combine[] {Combine.SUM, Combine.MAX}) {
            KernelBuilder kernel = new KernelBuilder();
            int x = kernel.input(FLOAT32);
            int scale = kernel.load(kernel.operand(FLOAT32, Along.ZERO));
            int value = kernel.apply(Binary.MUL, x, scale);
            int sum = kernel.operand(FLOAT32, Along.UNIT);
            int other = kernel.operand(FLOAT32, Along.UNIT);
            kernel.accumulate(combine, sum, value);
            kernel.accumulate(Combine.SUM, other, x);
            Launch launch = new Launch(kernel.together(2, together), columns, groups, rows)
                    .operand(
                            0,
                            Noise.awkward(columns).array(FLOAT32, groups * rows * columns),
                            0,
                            1,
                            rows * columns,
                            columns)
                    .operand(1, Noise.calm(rows).array(FLOAT32, groups * rows), 0, 0, rows, 1)
                    .operand(sum, Noise.calm(3).array(FLOAT32, groups * columns), 0, 1, columns, 0)
                    .operand(other, Noise.calm(4).array(FLOAT32, groups * columns), 0, 1, columns, 0);
            launch.runEverywhere();
            for (int part : new int[] {1, 2, 3, rows + 1}) {
                launch.runEverywhereInParts(part);
            }
        }
    }

    /** Where nothing is written nothing is changed, not even in a place that the row before has just written. */
    @Test
    void rowsThatAreNotWrittenArePassedOver() {
        KernelBuilder kernel = new KernelBuilder();
        int x = kernel.input(FLOAT32);
        int isWritten =
                kernel.apply(Comparison.LESS, kernel.load(kernel.operand(INT32, Along.ZERO)), kernel.literal(INT32, 3));
        int once = kernel.operand(FLOAT32, Along.UNIT);
        int twice = kernel.operand(FLOAT32, Along.UNIT);
        kernel.store(once, x, isWritten);
        kernel.store(twice, kernel.apply(Binary.ADD, x, x), isWritten);
        for (int columns : new int[] {1, 16, 19, 64}) {
            float[] given = (float[]) Noise.calm(columns).array(FLOAT32, 5 * columns);
            var arrays = new Launch(kernel.build(), columns, 5)
                    .operand(0, given, 0, 1, columns)
                    .operand(1, new int[] {5, 0, 3, 2, 7}, 0, 0, 1)
                    .operand(once, Launch.filled(FLOAT32, 5 * columns), 0, 1, columns)
                    .operand(twice, Launch.filled(FLOAT32, 5 * columns), 0, 1, columns)
                    .runEverywhere();
            float[] result = (float[]) arrays.get(twice);
            for (int i = 0; i < result.length; i++) {
                int row = i / columns;
                assertThat(result[i]).isEqualTo(row == 1 || row == 3 ? 2 * given[i] : 77);
            }
        }
    }

    @Test
    void runningCombinations() {
        for (DType dtype : new DType[] {FLOAT32, FLOAT64, INT32, INT64}) {
            KernelBuilder kernel = new KernelBuilder();
            int x = kernel.input(dtype);
            kernel.output(dtype, Along.UNIT, kernel.running(Combine.SUM, x));
            kernel.output(dtype, Along.ANY, kernel.running(Combine.MAX, x));
            Launch.dense(kernel.build(), 3, 21, Noise.calm(1)).runEverywhere();
        }
        KernelBuilder kernel = new KernelBuilder();
        kernel.output(INT32, Along.UNIT, kernel.running(Combine.SUM, kernel.input(INT32)));
        var arrays = new Launch(kernel.build(), 4, 1)
                .operand(0, new int[] {1, 2, 3, 4}, 0, 1, 4)
                .operand(1, new int[4], 0, 1, 4)
                .runEverywhere();
        assertThat((int[]) arrays.get(1)).containsExactly(1, 3, 6, 10);
    }

    @ParameterizedTest
    @EnumSource(names = {"INT32", "INT64"})
    void positionsAndBounds(DType dtype) {
        KernelBuilder kernel = new KernelBuilder();
        int sum = kernel.apply(Binary.ADD, kernel.position(0, dtype), kernel.bound(0, dtype));
        kernel.output(dtype, Along.UNIT, sum);
        var arrays = new Launch(kernel.build(2), 21, 2, 3)
                .operand(0, Launch.filled(dtype, 6 * 21), 0, 1, 63, 21)
                .position(0, 1000, -3, 500, 70)
                .bound(0, 9)
                .runEverywhere();
        long[] first = dtype == INT32
                ? Arrays.stream((int[]) arrays.getFirst()).asLongStream().toArray()
                : (long[]) arrays.getFirst();
        assertThat(first[21 * 5 + 20]).isEqualTo(1009 - 60 + 500 + 140);
    }

    @Test
    void boolOperandsAreOnesAndZeros() {
        KernelBuilder kernel = new KernelBuilder();
        int positive = kernel.apply(Comparison.LESS, kernel.literal(FLOAT32, 0), kernel.input(FLOAT32));
        int both = kernel.apply(Binary.XOR, positive, kernel.input(BOOL));
        kernel.output(BOOL, Along.UNIT, both);
        kernel.output(FLOAT32, Along.UNIT, kernel.apply(new Cast(FLOAT32), both));
        for (int columns : new int[] {3, 16, 19}) {
            Launch.dense(kernel.build(), 2, columns, Noise.calm(3)).runEverywhere();
        }
    }

    @Test
    void wideKernelsMayHoldMasks() {
        KernelBuilder kernel = new KernelBuilder();
        int x = kernel.input(FLOAT64);
        int whole = kernel.apply(new Cast(INT64), x);
        int even = kernel.apply(
                Comparison.EQUAL, kernel.apply(Binary.AND, whole, kernel.literal(INT64, 1)), kernel.literal(INT64, 0));
        kernel.output(FLOAT64, Along.UNIT, kernel.apply(Select.SELECT, even, x, kernel.apply(Unary.TANH, x)));
        assertThat(KernelCompiler.vectorizable(kernel.build())).isTrue();
        for (int columns : new int[] {1, 7, 8, 9, 40}) {
            Launch.dense(kernel.build(), 2, columns, Noise.awkward(3)).runEverywhere();
        }
    }

    @Test
    void aMixedRunMayHaveNoRest() {
        KernelBuilder kernel = new KernelBuilder();
        int x = kernel.input(FLOAT32);
        kernel.output(FLOAT32, Along.ZERO, kernel.reduce(Combine.SUM, x));
        Kernel built =
                kernel.output(FLOAT32, Along.UNIT, kernel.apply(Unary.NEG, x)).build();
        Launch launch = Launch.dense(built, 3, 32, Noise.calm(1));
        for (Target target : Launch.TARGETS) {
            var whole = launch.run(target, Columns.WHOLE);
            var mixed = launch.run(target, Columns.MIXED);
            assertThat((float[]) mixed.get(1)).isEqualTo((float[]) whole.get(1));
            assertThat((float[]) mixed.get(2)).isEqualTo((float[]) whole.get(2));
        }
    }
}
