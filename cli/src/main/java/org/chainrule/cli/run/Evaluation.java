package org.chainrule.cli.run;

import java.util.List;
import org.chainrule.train.Score;

/**
 * The finished model, asked about images that it was not trained on.
 *
 * @param images which ones: "test", or "validation" for a run that was stopped
 * @param mistakes the wrong answers, the most confident first
 */
public record Evaluation(String images, Score score, ConfusionMatrix confusion, List<Mistake> mistakes) {
    public Evaluation {
        mistakes = List.copyOf(mistakes);
    }
}
