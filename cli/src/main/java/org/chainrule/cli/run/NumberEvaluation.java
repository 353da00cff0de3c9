package org.chainrule.cli.run;

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
    @Override
    public double value() {
        return rSquared;
    }

    @Override
    public String measure() {
        return "R²";
    }
}
