package org.chainrule.cli.run;

import java.util.stream.IntStream;

/** How often an example of each class was taken for each other. */
public final class ConfusionMatrix {
    private final int[][] counts;

    private ConfusionMatrix(int[][] counts) {
        this.counts = counts;
    }

    /** From the true and the predicted class of each example. */
    public static ConfusionMatrix of(int classes, int[] labels, int[] predictions) {
        int[][] counts = new int[classes][classes];
        for (int i = 0; i < labels.length; i++) {
            counts[labels[i]][predictions[i]]++;
        }
        return new ConfusionMatrix(counts);
    }

    public int classes() {
        return counts.length;
    }

    /** How many examples of a class were taken for a class. */
    public int count(int label, int prediction) {
        return counts[label][prediction];
    }

    /** How many examples are of a class. */
    public int labelled(int label) {
        return IntStream.of(counts[label]).sum();
    }

    /** How many examples were taken for a class. */
    public int predicted(int prediction) {
        return IntStream.range(0, classes())
                .map(label -> counts[label][prediction])
                .sum();
    }

    public int right() {
        return IntStream.range(0, classes()).map(i -> counts[i][i]).sum();
    }

    public int total() {
        return IntStream.range(0, classes()).map(this::labelled).sum();
    }

    /** The largest count of one mistake. */
    public int worst() {
        int worst = 0;
        for (int label = 0; label < classes(); label++) {
            for (int prediction = 0; prediction < classes(); prediction++) {
                if (label != prediction) {
                    worst = Math.max(worst, counts[label][prediction]);
                }
            }
        }
        return worst;
    }
}
