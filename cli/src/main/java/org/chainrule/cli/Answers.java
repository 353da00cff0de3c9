package org.chainrule.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.chainrule.Tensor;
import org.chainrule.cli.run.ClassEvaluation;
import org.chainrule.cli.run.Mistake;
import org.chainrule.cli.run.Picture;
import org.chainrule.nn.metric.ConfusionMatrix;

/** How right a model is, from its outputs. */
final class Answers {
    private Answers() {}

    /**
     * Compares the answers to images with their labels.
     *
     * @param part which images they are
     * @param logits for every image, in order
     * @param names of the images
     * @param pictures of the images; asked for those that a report shows
     */
    static ClassEvaluation ofImages(
            String part,
            int[] labels,
            List<float[]> logits,
            List<String> classes,
            IntFunction<String> names,
            IntFunction<Picture> pictures) {
        List<Mistake> mistakes = new ArrayList<>();
        for (int i = 0; i < labels.length; i++) {
            int number = i;
            int best = best(logits.get(i));
            if (best != labels[i]) {
                double probability = probability(logits.get(i));
                mistakes.add(new Mistake(names.apply(i), () -> pictures.apply(number), labels[i], best, probability));
            }
        }
        mistakes.sort(Comparator.comparingDouble(Mistake::probability).reversed());
        return ofClasses(part, labels, logits, classes, Optional.of(mistakes));
    }

    private static ClassEvaluation ofClasses(
            String part, int[] labels, List<float[]> logits, List<String> classes, Optional<List<Mistake>> mistakes) {
        int[] predictions = logits.stream().mapToInt(Answers::best).toArray();
        double loss = 0;
        for (int i = 0; i < labels.length; i++) {
            loss += logSum(logits.get(i)) - logits.get(i)[labels[i]];
        }
        ConfusionMatrix confusion = ConfusionMatrix.of(Tensor.of(predictions), Tensor.of(labels), classes.size());
        return new ClassEvaluation(part, loss / labels.length, confusion, classes, mistakes);
    }

    /** The place of the largest. */
    static int best(float... scores) {
        int best = 0;
        for (int i = 1; i < scores.length; i++) {
            best = scores[i] > scores[best] ? i : best;
        }
        return best;
    }

    /** What a softmax gives the best. */
    static double probability(float... scores) {
        return Math.exp(scores[best(scores)] - logSum(scores));
    }

    /** ln Σ e^score, without overflow. */
    static double logSum(float... scores) {
        float most = scores[best(scores)];
        double sum = 0;
        for (float score : scores) {
            sum += Math.exp((double) score - most);
        }
        return Math.log(sum) + most;
    }
}
