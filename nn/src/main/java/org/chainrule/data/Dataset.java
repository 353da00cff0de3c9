package org.chainrule.data;

import java.util.Iterator;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

/** Examples by number. May be read by several threads at once. */
public interface Dataset extends Source {
    int size();

    /**
     * The examples with these numbers, in this order. A number may stand there more than once.
     *
     * @throws IndexOutOfBoundsException if there is no such example
     */
    Batch batch(int... numbers);

    /**
     * What a {@link #batch} of one's own begins with.
     *
     * @throws IndexOutOfBoundsException if one of the numbers is that of no example
     */
    default void requireExamples(int... numbers) {
        int size = size();
        for (int number : numbers) {
            if (number < 0 || number >= size) {
                throw new IndexOutOfBoundsException("there is no example " + number + ": the data set has " + size
                        + (size == 0 ? "" : ", numbered from 0 to " + (size - 1)));
            }
        }
    }

    /**
     * The examples as an epoch of a training sees them: the same in each, unless something is drawn at random for them, which then follows
     * from epoch, seed and the example's number alone.
     *
     * @param epoch from 1 on
     */
    default Dataset inEpoch(int epoch, long seed) {
        return this;
    }

    /** The examples {@code from} (inclusive) to {@code to} (exclusive) alone. */
    default Dataset range(int from, int to) {
        return new Range(this, from, to);
    }

    /** The examples with these numbers alone, which are numbered anew in this order. */
    default Dataset subset(int... numbers) {
        return new Subset(this, numbers);
    }

    /**
     * Parts at random that have no example in common, such as {@code split(1, 0.8, 0.1, 0.1)}. They follow from size and seed.
     *
     * @param shares of each part, each from 0 on and together at most 1; what they leave is in no part
     */
    default List<Dataset> split(long seed, double... shares) {
        return Subset.parts(this, seed, shares);
    }

    /** These examples, and others of the same shapes and dtypes behind them. */
    default Dataset and(Dataset others) {
        return new Joined(this, others);
    }

    /**
     * The same examples, changed as they are read. The change is asked by several threads at once, and must treat each example of a batch
     * alike whatever stands beside it.
     */
    default Dataset map(UnaryOperator<Batch> change) {
        return new Mapped(this, change);
    }

    /** The same examples, each kept in memory once it was read, as it is outside of any epoch. For what is slow to make, and small enough. */
    default Dataset cache() {
        return new Cached(this);
    }

    /**
     * The same examples in a temporary file, which is written now and is gone when this process is. For what is slow to make, and too
     * large for the memory.
     *
     * @throws DataException if the file cannot be written
     */
    default Dataset cacheOnDisk() {
        try (ExampleFile.Writer writer = ExampleFile.writer();
                Prefetch batches = inOrder(256)) {
            batches.forEachRemaining(writer::add);
            return writer.written();
        }
    }

    /** All examples in order, in batches that are made ahead; to be closed. */
    default Prefetch inOrder(int batch) {
        return Prefetch.of(
                this, new Pass(Sampling.inOrder(), batch, 1, 1).batches(size()).iterator());
    }

    @Override
    default Prefetch batches(Pass pass, int from) {
        List<int[]> batches = pass.batches(size());
        Iterator<int[]> left =
                batches.subList(Math.min(from, batches.size()), batches.size()).iterator();
        return Prefetch.of(inEpoch(pass.epoch(), pass.seed()), left);
    }

    @Override
    default OptionalInt count() {
        return OptionalInt.of(size());
    }
}
