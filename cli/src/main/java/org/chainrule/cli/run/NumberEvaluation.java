package org.chainrule.cli.run;

import org.chainrule.Tensor;
import org.chainrule.nn.metric.Errors;

/**
 * How near predicted numbers are to the true ones.
 *
 * @param loss the mean squared error of the standardised target
 * @param rSquared the coefficient of determination: 1 for perfect predictions, 0 for predicting the mean
 * @param rootMeanSquare of the errors, in the target's unit
 * @param meanAbsolute error, in the target's unit
 */
public record NumberEvaluation(
        String part, int examples, double loss, double rSquared, double rootMeanSquare, double meanAbsolute)
        implements Evaluation {
    /**
     * Compares predictions with what was true.
     *
     * @param deviation what errors are divided by in the loss
     */
    public static NumberEvaluation of(String part, double[] truth, double[] predictions, double deviation) {
        Tensor targets = Tensor.of(truth);
        Tensor answers = Tensor.of(predictions);
        double error = Errors.rootMeanSquare(answers, targets).item();
        return new NumberEvaluation(
                part,
                truth.length,
                error * error / (deviation * deviation),
                Errors.determination(answers, targets).item(),
                error,
                Errors.meanAbsolute(answers, targets).item());
    }

    @Override
    public double value() {
        return rSquared;
    }

    @Override
    public String measure() {
        return "R²";
    }
}
