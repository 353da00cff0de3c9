package org.chainrule.data;

/** Which examples an epoch has, and in which order. It follows from the data's size, the seed and the epoch. */
public interface Sampling {
    /** The numbers of the examples, from 0 to less than {@code size}. */
    int[] order(int size, long seed, int epoch);

    /** Each example once, in random order. */
    static Sampling shuffled() {
        return Order.SHUFFLED;
    }

    /** Each example once, in the order of their numbers. */
    static Sampling inOrder() {
        return Order.IN_ORDER;
    }

    /**
     * As many examples as there are, each class as often as any other: against a model that learns the frequent classes alone. Examples of
     * rare classes come several times; none comes once more before all of its class have come.
     *
     * @param labels the class of each example
     */
    static Sampling balanced(int... labels) {
        return Balanced.of(labels);
    }

    /**
     * The same of a data set whose targets are class numbers; it is read through once.
     *
     * @throws IllegalArgumentException if the targets are something else
     */
    static Sampling balanced(Dataset examples) {
        return Balanced.of(Balanced.labels(examples));
    }

    /**
     * As many examples as there are, each drawn with a probability that goes with its weight, whether it was drawn before or not.
     *
     * @param weights of each example, from 0 on, and not all 0
     */
    static Sampling weighted(double... weights) {
        return new Weighted(weights);
    }
}
