package org.chainrule.data;

import java.util.Iterator;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Examples that come one after the other, and need neither fit into the memory nor be counted: lines of a file, rows of a database, what
 * a simulation makes.
 *
 * <p>They are shuffled in a buffer: each time one is taken from it at random, and the next of the stream takes its place. With a buffer
 * of n, an example comes at most n − 1 places early. What comes sorted, class after class, wants a buffer of about a class's length, or
 * to be shuffled before; a buffer of 1 leaves the order as it is. The order follows from seed and epoch, if the stream is the same each
 * time. To go on after an interruption, a stream is read from its beginning to where the training was.
 *
 * @param passes opens the stream for each epoch anew; it is closed after it. One that can be read only once is for one epoch
 * @param buffer examples in the buffer, from 1 on
 */
public record Streamed(Supplier<? extends Stream<Example>> passes, int buffer) implements Source {
    private static final int USUAL = 1000;

    public Streamed {
        if (buffer < 1) {
            throw new IllegalArgumentException("a buffer holds at least one example, not " + buffer);
        }
    }

    /** With a buffer of 1000 examples. */
    public static Streamed of(Supplier<? extends Stream<Example>> passes) {
        return new Streamed(passes, USUAL);
    }

    /** The same, shuffled in a buffer of that size. */
    public Streamed shuffledIn(int other) {
        return new Streamed(passes, other);
    }

    /**
     * All examples of one pass as a data set in a temporary file, which is gone when this process is: they are then shuffled as a whole.
     *
     * @throws DataException if the file cannot be written
     */
    public Dataset onDisk() {
        try (ExampleFile.Writer writer = ExampleFile.writer();
                Prefetch batches = shuffledIn(1).batches(new Pass(Sampling.shuffled(), 256, 1, 1), 0)) {
            batches.forEachRemaining(writer::add);
            return writer.written();
        }
    }

    /** @throws IllegalArgumentException if the pass asks for a sampling of its own, which needs examples by number */
    @Override
    public Prefetch batches(Pass pass, int from) {
        if (!pass.sampling().equals(Sampling.shuffled())) {
            throw new IllegalArgumentException(
                    pass.sampling() + ": a stream comes in an order of its own; keep it as a data set by onDisk()");
        }
        Stream<Example> stream = passes.get();
        Iterator<Example> shuffled =
                new ShuffleBuffer(stream.iterator(), buffer, Shuffle.random(pass.seed(), pass.epoch()));
        return Prefetch.of(new StreamBatches(shuffled, pass.batch(), from), stream::close);
    }

    @Override
    public OptionalInt count() {
        return OptionalInt.empty();
    }
}
