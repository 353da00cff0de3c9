package org.chainrule.cli;

import java.util.Arrays;
import java.util.Optional;
import org.chainrule.Tensor;
import org.chainrule.cli.run.ClassEvaluation;
import org.chainrule.cli.run.Evaluation;
import org.chainrule.cli.run.NumberEvaluation;
import org.chainrule.data.table.ClassTarget;
import org.chainrule.data.table.NumberTarget;
import org.chainrule.data.table.Target;
import org.chainrule.nn.metric.ConfusionMatrix;

/** Compares the answers to rows of a table with their target, row after row, of which it keeps none. */
sealed interface RowTally {
    static RowTally of(Target target) {
        return switch (target) {
            case ClassTarget classes -> new OfClasses(classes);
            case NumberTarget number -> new OfNumbers(number);
        };
    }

    /** @param learnt what the output should have been */
    void add(float[] output, float learnt);

    /** @param part which rows they are */
    Evaluation evaluation(String part);

    /** The confusion of classes. */
    final class OfClasses implements RowTally {
        private static final int PIECE = 1 << 14;

        private final ClassTarget target;
        private final int[] labels = new int[PIECE];
        private final int[] predictions = new int[PIECE];
        private int filled;
        private ConfusionMatrix confusion;
        private double loss;

        private OfClasses(ClassTarget target) {
            this.target = target;
            this.confusion = counted();
        }

        @Override
        public void add(float[] output, float learnt) {
            if (filled == PIECE) {
                confusion = confusion.and(counted());
                filled = 0;
            }
            int label = (int) learnt;
            labels[filled] = label;
            predictions[filled++] = Answers.best(output);
            loss += Answers.logSum(output) - output[label];
        }

        private ConfusionMatrix counted() {
            return ConfusionMatrix.of(
                    Tensor.of(Arrays.copyOf(predictions, filled)),
                    Tensor.of(Arrays.copyOf(labels, filled)),
                    target.outputs());
        }

        @Override
        public Evaluation evaluation(String part) {
            ConfusionMatrix all = confusion.and(counted());
            return new ClassEvaluation(part, loss / all.total(), all, target.classes(), Optional.empty());
        }
    }

    /** The errors of numbers, in units of the target's deviation until they are told. */
    final class OfNumbers implements RowTally {
        private final NumberTarget target;
        private int rows;
        private double squares;
        private double absolutes;
        // the spread of the targets by Welford's method
        private double mean;
        private double spread;

        private OfNumbers(NumberTarget target) {
            this.target = target;
        }

        @Override
        public void add(float[] output, float learnt) {
            rows++;
            double error = (double) output[0] - learnt;
            squares += error * error;
            absolutes += Math.abs(error);
            double before = learnt - mean;
            mean += before / rows;
            spread += before * (learnt - mean);
        }

        @Override
        public Evaluation evaluation(String part) {
            double loss = squares / rows;
            return new NumberEvaluation(
                    part,
                    rows,
                    loss,
                    1 - squares / spread,
                    Math.sqrt(loss) * target.deviation(),
                    absolutes / rows * target.deviation());
        }
    }
}
