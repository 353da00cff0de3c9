package org.chainrule.examples;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.DoubleStream;
import org.chainrule.RandomKey;
import org.chainrule.Tensor;
import org.chainrule.data.Batch;
import org.chainrule.data.Dataset;
import org.chainrule.data.Shipped;
import org.chainrule.data.Shuffle;
import org.chainrule.data.table.TableData;
import org.chainrule.data.table.TableRequest;
import org.chainrule.nn.Accuracy;
import org.chainrule.nn.Activation;
import org.chainrule.nn.Loss;
import org.chainrule.nn.MeanSquaredError;
import org.chainrule.nn.Mlp;
import org.chainrule.nn.SoftmaxCrossEntropy;
import org.chainrule.nn.metric.Errors;
import org.chainrule.optim.Lbfgs;
import org.chainrule.regularization.L2;

/**
 * Small tables: a linear model and a network, each with an L2 penalty, fitted to all training rows at once by L-BFGS, in a repeated
 * cross-validation of five folds. Without hidden layers it is ridge regression, or logistic regression; and on tables this small that is hard
 * to beat.
 */
final class Tables {
    private static final int FOLDS = 5;

    private Tables() {}

    /** What is asked of a table: its target, and whether that is a class. */
    enum Table {
        // spotless:off
        WAGES        ("wages.csv",         "wage",        false),
        DIABETES     ("diabetes.csv",      "progression", false),
        BREAST_CANCER("breast-cancer.csv", "diagnosis",   true),
        WINE         ("wine.csv",          "cultivar",    true),
        DIGITS       ("digits.csv.gz",     "digit",       true);
        // spotless:on

        private final String file;
        private final String target;
        private final boolean isClass;

        Table(String file, String target, boolean isClass) {
            this.file = file;
            this.target = target;
            this.isClass = isClass;
        }

        TableData fold(long seed, int fold) {
            Path path = Shipped.file("tabular", file);
            return TableData.fold(path, new TableRequest(target, Set.of(), Optional.empty(), seed), fold, FOLDS);
        }

        Loss loss() {
            return isClass ? new SoftmaxCrossEntropy() : new MeanSquaredError();
        }

        /** Accuracy, or R². */
        double score(Tensor outputs, Tensor targets) {
            return isClass
                    ? Accuracy.correct(outputs, targets).item()
                            / targets.shape().extent(0)
                    : Errors.determination(outputs, targets).item();
        }

        String measure() {
            return isClass ? "accuracy" : "R²";
        }
    }

    public static void main(String... arguments) {
        Options options = Options.of(arguments, "repeats=4", "hidden=32", "tables=5");
        for (Table table :
                List.of(Table.values()).subList(0, Math.min(Table.values().length, options.count("tables")))) {
            DoubleSummaryStatistics linear = new DoubleSummaryStatistics();
            DoubleSummaryStatistics network = new DoubleSummaryStatistics();
            for (int seed = 1; seed <= options.count("repeats"); seed++) {
                for (int fold = 0; fold < FOLDS; fold++) {
                    TableData data = table.fold(seed, fold);
                    Batch test = rows(data.test(), 0, 1);
                    linear.accept(table.score(linear(table, data).apply(test.inputs()), test.targets()));
                    Mlp fitted = network(table, data, options.count("hidden"));
                    network.accept(table.score(fitted.apply(test.inputs()), test.targets()));
                }
            }
            System.out.printf(
                    "%s: %s of the linear model %.4f, of the network %.4f%n",
                    table.file, table.measure(), linear.getAverage(), network.getAverage());
        }
    }

    /** Ridge regression with α = 1, or logistic regression with C = 1: scikit-learn's defaults. */
    private static Mlp linear(Table table, TableData data) {
        return fitted(table, data, rows(data.training(), 0, 1), List.of(), table.isClass ? 0.5 : 1);
    }

    /** A network with one hidden layer, and of three penalties the one that is best on a fifth of the training rows. */
    private static Mlp network(Table table, TableData data, int hidden) {
        Batch most = rows(data.training(), 0, 0.8);
        Batch kept = rows(data.training(), 0.8, 1);
        double decay = DoubleStream.of(1, 10, 100)
                .boxed()
                .max(Comparator.comparingDouble(tried -> table.score(
                        fitted(table, data, most, List.of(hidden), tried).apply(kept.inputs()), kept.targets())))
                .orElseThrow();
        return fitted(table, data, rows(data.training(), 0, 1), List.of(hidden), decay);
    }

    /** The perceptron that has the least mean loss + decay/rows · Σ w². */
    private static Mlp fitted(Table table, TableData data, Batch rows, List<Integer> hidden, double decay) {
        List<Integer> widths = new ArrayList<>(hidden);
        widths.addFirst(data.preparation().inputs());
        widths.addLast(data.preparation().target().outputs());
        L2 penalty = new L2(decay / rows.size());
        Mlp initial = Mlp.of(widths, Activation.TANH, RandomKey.of(1));
        return new Lbfgs()
                .minimize(
                        initial,
                        model -> penalty.added(table.loss().of(model.apply(rows.inputs()), rows.targets()), model),
                        10);
    }

    /** Rows in random order, from one share of them to another. */
    private static Batch rows(Dataset data, double from, double to) {
        int[] order = Shuffle.batches(data.size(), data.size(), 1, 0).getFirst();
        return data.batch(Arrays.copyOfRange(order, (int) (from * order.length), (int) (to * order.length)));
    }
}
