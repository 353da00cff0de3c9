package org.chainrule.bench.protocol;

import java.util.List;

/**
 * Training steps of a fully connected network on one batch: softmax cross-entropy (mean over the batch) of the last layer,
 * the activation between layers, biases everywhere.
 *
 * @param widths inputs, hidden units …, classes
 */
public record Perceptron(String row, int batch, List<Integer> widths, Activation activation, Update update)
        implements Task {
    /** Between two layers. */
    public enum Activation {
        TANH,
        RELU
    }

    /** How the parameters move. */
    public sealed interface Update {
        double rate();

        /** w − rate·g */
        record GradientDescent(double rate) implements Update {}

        /** Adam with decays 0.9 and 0.999, epsilon 1e-8. */
        record Adam(double rate) implements Update {}
    }

    @Override
    public int tracedSteps() {
        return 20;
    }

    /** How many layers have weights. */
    public int layers() {
        return widths.size() - 1;
    }

    public int inputs(int layer) {
        return widths.get(layer);
    }

    public int outputs(int layer) {
        return widths.get(layer + 1);
    }

    public int classes() {
        return widths.getLast();
    }

    /** Initial weights, [inputs, outputs] row by row: uniform in ±1/√inputs. */
    public float[] weight(int layer) {
        return Numbers.uniform(2L * layer + 1, inputs(layer) * outputs(layer), 1 / Math.sqrt(inputs(layer)));
    }

    /** Initial biases: uniform in ±1/√inputs. */
    public float[] bias(int layer) {
        return Numbers.uniform(2L * layer + 2, outputs(layer), 1 / Math.sqrt(inputs(layer)));
    }

    /** The examples, [batch, inputs] row by row. */
    public float[] examples() {
        return Numbers.normal(1001, batch * inputs(0));
    }

    /** The right class of each example. */
    public int[] labels() {
        return Numbers.below(1002, batch, classes());
    }
}
