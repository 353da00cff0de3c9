package org.chainrule.optim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.chainrule.CompiledLoop;
import org.chainrule.Gradient;
import org.chainrule.RandomKey;
import org.chainrule.Tensor;
import org.chainrule.graph.DType;
import org.chainrule.graph.Shape;
import org.chainrule.regularization.ClipNorm;
import org.chainrule.regularization.ClipValue;
import org.chainrule.regularization.GradientTransform;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tables of which a batch names a few rows: a hundred float64 steps against the formulas written straight in Java. */
class SparseTest {
    private static final int ROWS = 12;
    private static final int WIDTH = 3;
    private static final int STEPS = 100;
    private static final double RATE = 0.05;

    private record State(Tensor table, OptimizerState<Tensor> optimizer) {}

    private record Given(Tensor ids, Tensor targets) {}

    /** Moves a row in place. */
    private interface RowRule {
        void move(int row, double[] w, double[] g, int t);
    }

    private static double[][] table() {
        Random random = new Random(1);
        double[][] table = new double[ROWS][WIDTH];
        for (double[] row : table) {
            java.util.Arrays.setAll(row, i -> random.nextGaussian());
        }
        return table;
    }

    /** Ids of one step, some of them repeated. */
    private static int[] ids(int step) {
        return new Random(step).ints(5, 0, ROWS).toArray();
    }

    private static double[][] targets(int step) {
        Random random = new Random(1000 + step);
        double[][] targets = new double[5][WIDTH];
        for (double[] row : targets) {
            java.util.Arrays.setAll(row, i -> random.nextGaussian());
        }
        return targets;
    }

    private static double[] trained(Optimizer optimizer) {
        Tensor start = Tensor.of(table());
        CompiledLoop<State, Given, Tensor> loop =
                CompiledLoop.of(new State(start, optimizer.initial(start)), (state, given) -> {
                    Tensor loss = state.table()
                            .gather(0, given.ids())
                            .sub(given.targets())
                            .square()
                            .sum();
                    Tensor gradient = Gradient.of(loss).at(state.table());
                    Optimizer.Updated<Tensor> next = optimizer.update(
                            state.table(), gradient, state.optimizer(), Tensor.scalar(RATE, DType.FLOAT64));
                    return new CompiledLoop.Next<>(new State(next.model(), next.state()), loss);
                });
        for (int step = 0; step < STEPS; step++) {
            loop.step(new Given(Tensor.of(ids(step)), Tensor.of(targets(step))));
        }
        return loop.state().table().toDoubles();
    }

    private static double[] expected(RowRule rule) {
        double[][] table = table();
        for (int step = 0; step < STEPS; step++) {
            int[] ids = ids(step);
            double[][] targets = targets(step);
            Map<Integer, double[]> gradients = new TreeMap<>();
            for (int i = 0; i < ids.length; i++) {
                double[] g = gradients.computeIfAbsent(ids[i], row -> new double[WIDTH]);
                for (int j = 0; j < WIDTH; j++) {
                    g[j] += 2 * (table[ids[i]][j] - targets[i][j]);
                }
            }
            int t = step + 1;
            gradients.forEach((row, g) -> rule.move(row, table[row], g, t));
        }
        return java.util.Arrays.stream(table)
                .flatMapToDouble(java.util.Arrays::stream)
                .toArray();
    }

    @Test
    void sparseAdamMovesOnlyTheRowsThatAreNamed() {
        double[][] m = new double[ROWS][WIDTH];
        double[][] v = new double[ROWS][WIDTH];
        double[] expected = expected((row, w, g, t) -> {
            double step = RATE * Math.sqrt(1 - Math.pow(0.999, t)) / (1 - Math.pow(0.9, t));
            for (int j = 0; j < WIDTH; j++) {
                m[row][j] = 0.9 * m[row][j] + 0.1 * g[j];
                v[row][j] = 0.999 * v[row][j] + 0.001 * g[j] * g[j];
                w[j] -= step * m[row][j] / (Math.sqrt(v[row][j]) + 1e-8);
            }
        });
        assertThat(trained(new SparseAdam())).containsExactly(expected, Offset.offset(1e-12));
    }

    @Test
    void plainDescentOnRowsIsPlainDescent() {
        double[] expected = expected((_, w, g, _) -> {
            for (int j = 0; j < WIDTH; j++) {
                w[j] -= RATE * g[j];
            }
        });
        assertThat(trained(new Sgd())).containsExactly(expected, Offset.offset(1e-12));
    }

    @Test
    void adagradOnRowsIsAdagrad() {
        double[][] s = new double[ROWS][WIDTH];
        double[] expected = expected((row, w, g, _) -> {
            for (int j = 0; j < WIDTH; j++) {
                s[row][j] += g[j] * g[j];
                w[j] -= RATE * g[j] / (Math.sqrt(s[row][j]) + 1e-10);
            }
        });
        assertThat(trained(new Adagrad())).containsExactly(expected, Offset.offset(1e-12));
    }

    @Test
    void rowsThatNobodyNamesStayAsTheyAre() {
        Tensor table = Tensor.of(table());
        SparseAdam adam = new SparseAdam();
        Tensor loss = table.gather(0, Tensor.of(3, 3, 7)).square().sum();
        Optimizer.Updated<Tensor> next = adam.update(
                table, Gradient.of(loss).at(table), adam.initial(table), Tensor.scalar(RATE, DType.FLOAT64));
        List<Integer> moved = new java.util.ArrayList<>();
        for (int row = 0; row < ROWS; row++) {
            if (!java.util.Arrays.equals(
                    next.model().slice(0, row, row + 1).toDoubles(),
                    table.slice(0, row, row + 1).toDoubles())) {
                moved.add(row);
            }
        }
        assertThat(moved).containsExactly(3, 7);
        assertThat(next.state()
                        .moments()
                        .getFirst()
                        .ne(Tensor.full(Shape.SCALAR, 0, DType.FLOAT64))
                        .cast(DType.INT32)
                        .sum()
                        .item())
                .isEqualTo(2.0 * WIDTH);
    }

    /** Row 0, which only an earlier step has named, and which has moments: nothing that repeats a row may stand for it. */
    @ParameterizedTest
    @MethodSource("keepingRows")
    void norDoTheyMoveWhereRepeatedRowsAreClipped(GradientTransform clipping) {
        SparseAdam adam = new SparseAdam();
        Tensor table = Tensor.of(table());
        Optimizer.Updated<Tensor> first = step(adam, clipping, table, adam.initial(table), Tensor.of(0, 3));
        Optimizer.Updated<Tensor> second = step(adam, clipping, first.model(), first.state(), Tensor.of(3, 3, 7));
        assertThat(second.model().slice(0, 0, 1).toDoubles())
                .isNotEqualTo(table.slice(0, 0, 1).toDoubles());
        assertThat(second.model().slice(0, 0, 3).toDoubles())
                .containsExactly(first.model().slice(0, 0, 3).toDoubles());
        for (int moment = 0; moment < 2; moment++) {
            Tensor before = first.state().moments().get(moment);
            Tensor after = second.state().moments().get(moment);
            assertThat(after.slice(0, 0, 3).toDoubles())
                    .containsExactly(before.slice(0, 0, 3).toDoubles());
        }
    }

    private static Optimizer.Updated<Tensor> step(
            Optimizer optimizer, GradientTransform clipping, Tensor table, OptimizerState<Tensor> state, Tensor ids) {
        Tensor gradient = Gradient.of(table.gather(0, ids).square().sum()).at(table);
        return optimizer.update(
                table,
                clipping.apply(gradient, Tensor.of(0), RandomKey.of(1)),
                state,
                Tensor.scalar(RATE, DType.FLOAT64));
    }

    private record Words(Tensor table, Tensor weight) {}

    private record Carried(Words model, OptimizerState<Words> optimizer) {}

    private static Stream<Optimizer> movingRows() {
        return Stream.of(
                new SparseAdam(),
                new Sgd(),
                new Adagrad(),
                Groups.of(new Adam()).with(Selection.of("table"), new SparseAdam(), 0.5));
    }

    private static Stream<GradientTransform> keepingRows() {
        return Stream.of(new ClipNorm(1), new ClipValue(0.1));
    }

    /** 100,000 rows: what is computed on the way holds a few dozen numbers. */
    @ParameterizedTest
    @MethodSource("movingRows")
    void gradientsOfLookUpsNeverBecomeDense(Optimizer optimizer) {
        assertThat(arena(optimizer, UnaryOperator.identity())).isLessThan(2000);
    }

    @ParameterizedTest
    @MethodSource("keepingRows")
    void norDoesClippingMakeThemDense(GradientTransform clipping) {
        assertThat(arena(new SparseAdam(), g -> clipping.apply(g, Tensor.of(0), RandomKey.of(1))))
                .isLessThan(2000);
    }

    /** The numbers that a step keeps between its kernels. */
    private static int arena(Optimizer optimizer, UnaryOperator<Words> transform) {
        Words words = new Words(Tensor.zeros(100_000, WIDTH), Tensor.ones(WIDTH));
        String explanation = CompiledLoop.of(
                        new Carried(words, optimizer.initial(words)), (Carried state, Tensor ids) -> {
                            Tensor rows = state.model().table().gather(0, ids);
                            Tensor loss =
                                    rows.mul(state.model().weight()).square().sum();
                            Words gradients = transform.apply(Gradient.of(loss).at(state.model()));
                            Optimizer.Updated<Words> next =
                                    optimizer.update(state.model(), gradients, state.optimizer(), Tensor.scalar(RATE));
                            return new CompiledLoop.Next<>(new Carried(next.model(), next.state()), loss);
                        })
                .explain(Tensor.of(ids(0)));
        assertThat(explanation).doesNotContain("table: updated into a second array");
        Matcher arena = Pattern.compile("arena float32: (\\d+) elements").matcher(explanation);
        assertThat(arena.find()).isTrue();
        return Integer.parseInt(arena.group(1));
    }

    @ParameterizedTest
    @MethodSource("keepingRows")
    void clippedRowsAreTheClippedTable(GradientTransform clipping) {
        Tensor table = Tensor.of(table());
        Tensor gradient =
                Gradient.of(table.gather(0, Tensor.of(3, 3, 7)).square().sum()).at(table);
        Tensor dense = Tensor.of(gradient.toDoubles(), gradient.shape());
        assertThat(clipping.apply(gradient, Tensor.of(0), RandomKey.of(1)).toDoubles())
                .containsExactly(
                        clipping.apply(dense, Tensor.of(0), RandomKey.of(1)).toDoubles(), Offset.offset(1e-12));
    }

    @Test
    void sparseAdamMovesDenseParametersInAllPlaces() {
        Tensor w = Tensor.of(new double[] {1, -2});
        SparseAdam adam = new SparseAdam();
        Tensor next = adam.update(
                        w, Gradient.of(w.square().sum()).at(w), adam.initial(w), Tensor.scalar(RATE, DType.FLOAT64))
                .model();
        assertThat(next.toDoubles()).containsExactly(new double[] {0.95, -1.95}, Offset.offset(1e-6));
    }
}
