package org.chainrule.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.data.Offset;
import org.chainrule.CompiledLoop;
import org.chainrule.Gradient;
import org.chainrule.Tensor;
import org.chainrule.graph.DType;
import org.chainrule.graph.Shape;
import org.chainrule.graph.ShapeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A hundred float64 steps of the optimizers that look at matrices, against their formulas in plain loops. */
class MatrixTrajectoryTest {
    private static final int STEPS = 100;
    /** So small that no optimum is reached, around which rounding would decide where steps of a fixed size go. */
    private static final double RATE = 0.002;

    /** Changes the matrix in place. */
    private interface Rule {
        void step(double[][] w, double[][] g, int t);
    }

    @ParameterizedTest
    @CsvSource({"3,5,0", "5,3,0.1", "1,4,0"})
    void adafactor(int rows, int columns, double decay) {
        double[] r = new double[rows];
        double[] c = new double[columns];
        Adafactor optimizer = new Adafactor(-0.8, java.util.OptionalDouble.empty(), 1e-3, 1, decay);
        check(optimizer, rows, columns, (w, g, t) -> {
            double share = Math.pow(t, -0.8);
            for (int i = 0; i < rows; i++) {
                double sum = 0;
                for (int j = 0; j < columns; j++) {
                    sum += g[i][j] * g[i][j];
                }
                r[i] += share * (sum / columns - r[i]);
            }
            for (int j = 0; j < columns; j++) {
                double sum = 0;
                for (int i = 0; i < rows; i++) {
                    sum += g[i][j] * g[i][j];
                }
                c[j] += share * (sum / rows - c[j]);
            }
            double mean = 0;
            for (double row : r) {
                mean += row / rows;
            }
            double[][] u = new double[rows][columns];
            for (int i = 0; i < rows; i++) {
                for (int j = 0; j < columns; j++) {
                    u[i][j] = g[i][j] / Math.sqrt(r[i] * c[j] / mean);
                }
            }
            double alpha = Math.max(1e-3, rms(w)) * Math.min(RATE, 1 / Math.sqrt(t)) / Math.max(1, rms(u));
            for (int i = 0; i < rows; i++) {
                for (int j = 0; j < columns; j++) {
                    w[i][j] = (1 - RATE * decay) * w[i][j] - alpha * u[i][j];
                }
            }
        });
    }

    private static double rms(double[][] x) {
        double sum = 0;
        for (double[] row : x) {
            for (double element : row) {
                sum += element * element;
            }
        }
        return Math.sqrt(sum / (x.length * x[0].length));
    }

    @ParameterizedTest
    @CsvSource({"3,5,true,ORIGINAL,1.2909944487358056", "5,3,false,ORIGINAL,1", "4,4,true,ADAMW,0.4"})
    void muon(int rows, int columns, boolean nesterov, Muon.Scale scale, double factor) {
        double[][] m = new double[rows][columns];
        check(new Muon(0.9, nesterov, 0.1, scale, 5), rows, columns, (w, g, t) -> {
            double[][] d = new double[rows][columns];
            for (int i = 0; i < rows; i++) {
                for (int j = 0; j < columns; j++) {
                    m[i][j] = 0.9 * m[i][j] + 0.1 * g[i][j];
                    d[i][j] = nesterov ? 0.1 * g[i][j] + 0.9 * m[i][j] : m[i][j];
                }
            }
            double norm = rms(d) * Math.sqrt(rows * columns);
            double[][] x = new double[rows][columns];
            combine(x, 0, d, 1 / norm);
            for (int iteration = 0; iteration < 5; iteration++) {
                // X·(Xᵀ·X) is (X·Xᵀ)·X, whichever side is the smaller
                double[][] cube = product(x, product(transposed(x), x));
                double[][] fifth = product(cube, product(transposed(x), x));
                combine(x, 3.4445, cube, -4.775);
                combine(x, 1, fifth, 2.0315);
            }
            combine(w, 1 - RATE * 0.1, x, -RATE * factor);
        });
    }

    /** into = keep·into + share·other */
    private static void combine(double[][] into, double keep, double[][] other, double share) {
        for (int i = 0; i < into.length; i++) {
            for (int j = 0; j < into[i].length; j++) {
                into[i][j] = keep * into[i][j] + share * other[i][j];
            }
        }
    }

    private static double[][] product(double[][] a, double[][] b) {
        double[][] result = new double[a.length][b[0].length];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < b[0].length; j++) {
                for (int k = 0; k < b.length; k++) {
                    result[i][j] += a[i][k] * b[k][j];
                }
            }
        }
        return result;
    }

    private static double[][] transposed(double[][] a) {
        double[][] result = new double[a[0].length][a.length];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < a[i].length; j++) {
                result[j][i] = a[i][j];
            }
        }
        return result;
    }

    @Test
    void adafactorKeepsRowsAndColumnsOfMatricesAndAllOfVectors() {
        record Model(Tensor stack, Tensor vector, Tensor number) {}
        Model model = new Model(Tensor.ones(2, 3, 4), Tensor.ones(5), Tensor.scalar(1));
        OptimizerState<Model> state = new Adafactor().initial(model);
        assertThat(state.moments().get(0).stack().shape()).isEqualTo(Shape.of(2, 3, 1));
        assertThat(state.moments().get(1).stack().shape()).isEqualTo(Shape.of(2, 1, 4));
        assertThat(state.moments().get(0).vector().shape()).isEqualTo(Shape.of(5));
        assertThat(state.moments().get(1).vector().shape()).isEqualTo(Shape.of(0));
        Optimizer.Updated<Model> next = new Adafactor().update(model, model, state, Tensor.scalar(0.1));
        // the first update is as large as its gradient, and is cut to 1; the parameters' size is 1
        assertThat(next.model().stack().toFloats()).containsOnly(0.9f);
        assertThat(next.model().vector().toFloats()).containsOnly(0.9f);
        assertThat(next.model().number().item()).isCloseTo(0.9, Offset.offset(1e-6));
        assertThat(next.state().moments().get(1).stack().shape()).isEqualTo(Shape.of(2, 1, 4));
    }

    @Test
    void adafactorLeavesParametersWithoutGradientWhereTheyAre() {
        Tensor model = Tensor.ones(2, 3);
        Tensor moved = new Adafactor()
                .update(model, Tensor.zeros(2, 3), new Adafactor().initial(model), Tensor.scalar(0.1))
                .model();
        assertThat(moved.toFloats()).containsOnly(1);
    }

    @Test
    void muonRefusesWhatIsNoMatrix() {
        record Model(Tensor weight, Tensor bias) {}
        Model model = new Model(Tensor.ones(2, 3), Tensor.ones(3));
        assertThatThrownBy(() -> new Muon().initial(model))
                .isInstanceOf(ShapeException.class)
                .hasMessageContainingAll("bias", "[3]", "Groups");
    }

    @Test
    void theStepsOfMuonAreNearlyOrthogonal() {
        Tensor d = org.chainrule.RandomKey.of(1).normal(Shape.of(6, 20));
        Tensor x = NewtonSchulz.orthogonal(d, 5);
        double[] diagonal = x.matmul(x.transpose()).diagonal(-2, -1).toDoubles();
        assertThat(java.util.Arrays.stream(diagonal).boxed()).allMatch(square -> square > 0.4 && square < 1.6);
        assertThat(NewtonSchulz.orthogonal(d.transpose(), 5).toFloats())
                .containsExactly(x.transpose().toFloats());
    }

    @Test
    void muonLeavesParametersWithoutGradientWhereTheyAre() {
        Tensor model = Tensor.ones(2, 3);
        Muon muon = new Muon(0.9, true, 0, Muon.Scale.ORIGINAL, 5);
        Tensor moved = muon.update(model, Tensor.zeros(2, 3), muon.initial(model), Tensor.scalar(0.1))
                .model();
        assertThat(moved.toFloats()).containsOnly(1);
    }

    /** Minimizes the mean square of A·w − y for a given A and y. */
    private static void check(Optimizer optimizer, int rows, int columns, Rule rule) {
        record State(Tensor w, OptimizerState<Tensor> optimizer) {}
        double[][] a = numbers(4, rows, 1);
        double[][] y = numbers(4, columns, 2);
        double[][] w = numbers(rows, columns, 3);
        Tensor start = tensor(w);
        CompiledLoop<State, Tensor, Tensor> loop =
                CompiledLoop.of(new State(start, optimizer.initial(start)), (state, rate) -> {
                    Tensor loss =
                            tensor(a).matmul(state.w()).sub(tensor(y)).square().mean();
                    Tensor g = Gradient.of(loss).at(state.w());
                    Optimizer.Updated<Tensor> next = optimizer.update(state.w(), g, state.optimizer(), rate);
                    return new CompiledLoop.Next<>(new State(next.model(), next.state()), loss);
                });
        for (int t = 1; t <= STEPS; t++) {
            loop.step(Tensor.scalar(RATE, DType.FLOAT64));
            double[][] errors = product(a, w);
            combine(errors, 1, y, -1);
            double[][] g = product(transposed(a), errors);
            combine(g, 2.0 / (4 * columns), g, 0);
            rule.step(w, g, t);
        }
        double[] expected = tensor(w).toDoubles();
        double[] learnt = loop.state().w().toDoubles();
        for (int i = 0; i < expected.length; i++) {
            assertThat(learnt[i]).as("w[%d]", i).isCloseTo(expected[i], Offset.offset(1e-8 * Math.abs(expected[i])));
        }
    }

    private static double[][] numbers(int rows, int columns, int seed) {
        double[][] numbers = new double[rows][columns];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                numbers[i][j] = Math.sin(7 * i + 3 * j + 11 * seed);
            }
        }
        return numbers;
    }

    private static Tensor tensor(double[][] rows) {
        double[] flat = java.util.Arrays.stream(rows)
                .flatMapToDouble(java.util.Arrays::stream)
                .toArray();
        return Tensor.of(flat, Shape.of(rows.length, rows[0].length));
    }
}
