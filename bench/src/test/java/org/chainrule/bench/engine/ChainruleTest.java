package org.chainrule.bench.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.chainrule.bench.protocol.Formula;
import org.chainrule.bench.protocol.Numbers;
import org.chainrule.bench.protocol.Perceptron;
import org.chainrule.bench.protocol.Product;
import org.chainrule.bench.protocol.Rosenbrock;
import org.chainrule.bench.protocol.Task;
import org.chainrule.bench.protocol.Workload;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ChainruleTest {
    private static Workload prepare(Task task) {
        return new Chainrule().prepare(task);
    }

    static List<Perceptron.Update> updates() {
        return List.of(new Perceptron.Update.GradientDescent(0.1), new Perceptron.Update.Adam(0.01));
    }

    @ParameterizedTest
    @MethodSource("updates")
    void networksLearn(Perceptron.Update update) {
        List<Integer> widths = List.of(6, 5, 3);
        Workload workload = prepare(new Perceptron("small", 8, widths, Perceptron.Activation.TANH, update));
        double before = workload.observedStep()[0];
        for (int step = 0; step < 30; step++) {
            workload.step();
        }
        assertThat(workload.observedStep()[0]).isLessThan(before);
    }

    @Test
    void theFormulaIsTheFormula() {
        Formula task = new Formula("small", List.of(4, 3), 3);
        float[] x = task.x();
        double expected = 0;
        for (int i = 0; i < x.length; i++) {
            double wave = Math.tanh(x[i] * (double) task.a()[i % 3] + task.b()[i % 3]);
            expected += wave / (1 + Math.exp(-x[i])) - Math.pow(Math.max(0, x[i]), 2);
        }
        double[] observed = prepare(task).observedStep();
        assertThat(observed).hasSize(4);
        assertThat(observed[0]).isCloseTo(expected, within(1e-4));
    }

    @Test
    void rosenbrockIsRosenbrock() {
        Rosenbrock task = new Rosenbrock("small", 5);
        float[] x = task.x();
        double expected = 0;
        for (int i = 0; i + 1 < x.length; i++) {
            double each = x[i];
            expected += 100 * Math.pow(x[i + 1] - each * each, 2) + Math.pow(1 - each, 2);
        }
        double[] observed = prepare(task).observedStep();
        assertThat(observed).hasSize(2);
        assertThat(observed[0]).isCloseTo(expected, within(1e-4 * expected));
    }

    @Test
    void productsAreProducts() {
        for (Product task : List.of(
                new Product(7), new Product(7, true, false), new Product(7, false, true), new Product(7, true, true))) {
            float[] expected = new float[49];
            for (int i = 0; i < 7; i++) {
                for (int j = 0; j < 7; j++) {
                    for (int k = 0; k < 7; k++) {
                        expected[i * 7 + j] += task.left()[task.leftTransposed() ? k * 7 + i : i * 7 + k]
                                * task.right()[task.rightTransposed() ? j * 7 + k : k * 7 + j];
                    }
                }
            }
            assertThat(prepare(task).observedStep()[0]).isCloseTo(Numbers.size(expected), within(1e-5));
        }
    }
}
