package org.chainrule.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.chainrule.Tensor;
import org.chainrule.cli.run.ClassEvaluation;
import org.chainrule.cli.run.Evaluation;
import org.chainrule.cli.run.GrayImage;
import org.chainrule.cli.run.Mistake;
import org.chainrule.cli.run.NumberEvaluation;
import org.chainrule.data.Batch;
import org.chainrule.data.Dataset;
import org.chainrule.data.table.ClassTarget;
import org.chainrule.data.table.NumberTarget;
import org.chainrule.data.table.Target;
import org.chainrule.nn.metric.ConfusionMatrix;

/** How right a model is, from its outputs. */
final class Answers {
    private Answers() {}

    /**
     * Compares the answers to images with their labels.
     *
     * @param part which images they are
     * @param images of shape (height, width), with class numbers
     * @param logits for every image, in order
     */
    static Evaluation ofImages(String part, Dataset images, List<float[]> logits) {
        int[] labels = images.batch(IntStream.range(0, images.size()).toArray())
                .targets()
                .toInts();
        List<Mistake> mistakes = new ArrayList<>();
        for (int i = 0; i < labels.length; i++) {
            float[] scores = logits.get(i);
            int best = best(scores);
            if (best != labels[i]) {
                double probability = Math.exp(scores[best] - logSum(scores));
                mistakes.add(new Mistake(i, image(images.batch(i)), labels[i], best, probability));
            }
        }
        mistakes.sort(Comparator.comparingDouble(Mistake::probability).reversed());
        List<String> digits = IntStream.range(0, logits.getFirst().length)
                .mapToObj(String::valueOf)
                .toList();
        return ofClasses(part, labels, logits, digits, Optional.of(mistakes));
    }

    /**
     * Compares the answers to the rows of a table with their target.
     *
     * @param learnt what the outputs should have been
     */
    static Evaluation ofRows(String part, Target target, float[] learnt, List<float[]> outputs) {
        return switch (target) {
            case ClassTarget classes -> {
                int[] labels = new int[learnt.length];
                for (int i = 0; i < labels.length; i++) {
                    labels[i] = (int) learnt[i];
                }
                yield ofClasses(part, labels, outputs, classes.classes(), Optional.empty());
            }
            case NumberTarget number -> {
                double[] truth = IntStream.range(0, learnt.length)
                        .mapToDouble(i -> number.value(learnt[i]))
                        .toArray();
                double[] predictions = outputs.stream()
                        .mapToDouble(output -> number.value(output[0]))
                        .toArray();
                yield NumberEvaluation.of(part, truth, predictions, number.deviation());
            }
        };
    }

    private static Evaluation ofClasses(
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

    /** ln Σ e^score, without overflow. */
    static double logSum(float... scores) {
        float most = scores[best(scores)];
        double sum = 0;
        for (float score : scores) {
            sum += Math.exp((double) score - most);
        }
        return Math.log(sum) + most;
    }

    private static GrayImage image(Batch one) {
        int height = one.inputs().shape().extent(1);
        int width = one.inputs().shape().extent(2);
        return new GrayImage(width, height, one.inputs().toFloats());
    }
}
