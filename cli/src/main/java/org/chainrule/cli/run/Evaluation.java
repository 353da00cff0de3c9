package org.chainrule.cli.run;

/** The finished model, asked about examples that it was not trained on. */
public sealed interface Evaluation permits ClassEvaluation, NumberEvaluation, TextEvaluation {
    /** Which examples: "test", or "validation" for a run that was stopped. */
    String part();

    /** How many there are. */
    int examples();

    /** The mean of the loss that was trained with. */
    double loss();

    /** The one number that tells how good the model is. */
    double value();

    /** Whether a simpler way does better; here, the higher the better. */
    default boolean isBeatenBy(Baseline baseline) {
        return baseline.value() > value();
    }

    /** What that number is. */
    String measure();
}
