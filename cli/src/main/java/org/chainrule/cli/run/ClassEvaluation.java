package org.chainrule.cli.run;

import java.util.List;
import java.util.Optional;
import org.chainrule.nn.metric.ConfusionMatrix;

/**
 * How right a classifier is.
 *
 * @param classes the names of the classes
 * @param mistakes the wrong answers, the most confident first; none if the examples are no images
 */
public record ClassEvaluation(
        String part, double loss, ConfusionMatrix confusion, List<String> classes, Optional<List<Mistake>> mistakes)
        implements Evaluation {
    public ClassEvaluation {
        classes = List.copyOf(classes);
        mistakes = mistakes.map(List::copyOf);
    }

    @Override
    public int examples() {
        return (int) confusion.total();
    }

    /** The share of right answers. */
    @Override
    public double value() {
        return (double) confusion.right() / confusion.total();
    }

    @Override
    public String measure() {
        return "accuracy";
    }

    /** What one example is. */
    public String example() {
        return mistakes.isPresent() ? "image" : "row";
    }
}
