package org.chainrule.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.chainrule.cli.run.ConfusionMatrix;
import org.chainrule.cli.run.Evaluation;
import org.chainrule.cli.run.GrayImage;
import org.chainrule.cli.run.Mistake;
import org.chainrule.data.Batch;
import org.chainrule.data.Dataset;
import org.chainrule.train.Score;

/** How right a classifier of images is, from its logits. */
final class Answers {
    private Answers() {}

    /**
     * Compares the answers with the labels.
     *
     * @param name which images they are
     * @param images of shape (height, width), with class numbers
     * @param logits for every image, in order
     */
    static Evaluation of(String name, Dataset images, List<float[]> logits) {
        int count = images.size();
        int classes = logits.getFirst().length;
        int[] labels =
                images.batch(IntStream.range(0, count).toArray()).targets().toInts();
        int[] predictions = new int[count];
        List<Mistake> mistakes = new ArrayList<>();
        double loss = 0;
        for (int i = 0; i < count; i++) {
            float[] scores = logits.get(i);
            int best = best(scores);
            double sum = 0;
            for (float score : scores) {
                sum += Math.exp((double) score - scores[best]);
            }
            predictions[i] = best;
            loss += Math.log(sum) + scores[best] - scores[labels[i]];
            if (best != labels[i]) {
                mistakes.add(new Mistake(i, image(images.batch(i)), labels[i], best, 1 / sum));
            }
        }
        mistakes.sort(Comparator.comparingDouble(Mistake::probability).reversed());
        ConfusionMatrix confusion = ConfusionMatrix.of(classes, labels, predictions);
        Score score = new Score(loss / count, (double) confusion.right() / count);
        return new Evaluation(name, score, confusion, mistakes);
    }

    private static int best(float... scores) {
        int best = 0;
        for (int i = 1; i < scores.length; i++) {
            best = scores[i] > scores[best] ? i : best;
        }
        return best;
    }

    private static GrayImage image(Batch one) {
        int height = one.inputs().shape().extent(1);
        int width = one.inputs().shape().extent(2);
        return new GrayImage(width, height, one.inputs().toFloats());
    }
}
