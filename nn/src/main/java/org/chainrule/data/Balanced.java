package org.chainrule.data;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Each class as often as any other: to one, as an epoch may not divide into them. */
final class Balanced implements Sampling {
    private static final int READ = 256;

    /** The examples of each class. */
    private final List<int[]> members;

    private final int size;
    private final int fingerprint;

    private Balanced(List<int[]> members, int size, int fingerprint) {
        this.members = members;
        this.size = size;
        this.fingerprint = fingerprint;
    }

    static Balanced of(int... labels) {
        int[] classes = Arrays.stream(labels).distinct().sorted().toArray();
        int[] counts = new int[classes.length];
        for (int label : labels) {
            counts[Arrays.binarySearch(classes, label)]++;
        }
        List<int[]> members = Arrays.stream(counts).mapToObj(int[]::new).toList();
        Arrays.fill(counts, 0);
        for (int number = 0; number < labels.length; number++) {
            int at = Arrays.binarySearch(classes, labels[number]);
            members.get(at)[counts[at]++] = number;
        }
        return new Balanced(members, labels.length, Arrays.hashCode(labels));
    }

    /** The class of each example. */
    static int[] labels(Dataset examples) {
        int[] labels = new int[examples.size()];
        int at = 0;
        try (Prefetch batches = examples.inOrder(READ)) {
            while (batches.hasNext()) {
                Batch batch = batches.next();
                if (batch.targets().shape().rank() != 1
                        || !batch.targets().dtype().isInteger()) {
                    throw new IllegalArgumentException("targets "
                            + batch.targets().shape() + " of " + batch.targets().dtype()
                            + " are no class numbers, which only integers [batch] are");
                }
                for (int label : batch.targets().toInts()) {
                    labels[at++] = label;
                }
            }
        }
        return labels;
    }

    @Override
    public int[] order(int examples, long seed, int epoch) {
        if (examples != size) {
            throw new IllegalArgumentException(size + " labels for a data set of " + examples + " examples");
        }
        SplittableRandom random = Shuffle.random(seed, epoch);
        int[] order = new int[size];
        int[] classes = Shuffle.numbers(members.size());
        // which classes come once more than the others is as random as all else
        Shuffle.shuffle(random, classes);
        int filled = 0;
        for (int i = 0; i < classes.length; i++) {
            int end = (int) ((long) size * (i + 1) / classes.length);
            int[] own = members.get(classes[i]).clone();
            while (filled < end) {
                Shuffle.shuffle(random, own);
                int taken = Math.min(own.length, end - filled);
                System.arraycopy(own, 0, order, filled, taken);
                filled += taken;
            }
        }
        Shuffle.shuffle(random, order);
        return order;
    }

    /** Tells balanced samplings of different labels apart, as the form of a training that goes on needs it. */
    @Override
    public String toString() {
        return "balanced[" + size + " labels of " + members.size() + " classes, " + Integer.toHexString(fingerprint)
                + "]";
    }
}
