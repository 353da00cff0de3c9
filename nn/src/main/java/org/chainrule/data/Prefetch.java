package org.chainrule.data;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Batches that are made ahead on virtual threads, while those before them are worked on. They come in their order, at most
 * {@value #AHEAD} are made ahead, and what making one throws is thrown where it would have come. It is used by one thread.
 */
public final class Prefetch implements Iterator<Batch>, AutoCloseable {
    private static final int AHEAD = 2;
    private static final Executor VIRTUAL = Thread.ofVirtual().name("chainrule-batch")::start;

    private final Supplier<CompletableFuture<Optional<Batch>>> source;
    private final Runnable closing;
    private final Deque<CompletableFuture<Optional<Batch>>> ahead = new ArrayDeque<>();

    private Prefetch(Supplier<CompletableFuture<Optional<Batch>>> source, Runnable closing) {
        this.source = source;
        this.closing = closing;
        for (int i = 0; i < AHEAD; i++) {
            ahead.add(source.get());
        }
    }

    /** Batches of a data set, several of which are made at once. */
    static Prefetch of(Dataset examples, Iterator<int[]> order) {
        return new Prefetch(
                () -> {
                    if (!order.hasNext()) {
                        return CompletableFuture.completedFuture(Optional.empty());
                    }
                    int[] numbers = order.next();
                    return CompletableFuture.supplyAsync(() -> Optional.of(made(examples.batch(numbers))), VIRTUAL);
                },
                () -> {});
    }

    /** Batches that can only be made one after the other. */
    static Prefetch of(Iterator<Batch> batches, Runnable closing) {
        Supplier<Optional<Batch>> next = () -> batches.hasNext() ? Optional.of(made(batches.next())) : Optional.empty();
        return new Prefetch(
                new Supplier<>() {
                    private CompletableFuture<Optional<Batch>> last =
                            CompletableFuture.completedFuture(Optional.empty());

                    @Override
                    public CompletableFuture<Optional<Batch>> get() {
                        last = last.thenApplyAsync(_ -> next.get(), VIRTUAL);
                        return last;
                    }
                },
                closing);
    }

    /** A batch whose numbers are all there, rather than to be computed by who needs them. */
    private static Batch made(Batch batch) {
        return new Batch(batch.inputs().evaluate(), batch.targets().evaluate());
    }

    @Override
    public boolean hasNext() {
        CompletableFuture<Optional<Batch>> first = ahead.peek();
        // what failed is told by next
        return first != null
                && first.handle((batch, failure) -> failure != null || batch.isPresent())
                        .join();
    }

    @Override
    public Batch next() {
        CompletableFuture<Optional<Batch>> first = ahead.poll();
        if (first == null) {
            throw new NoSuchElementException("there is no batch left");
        }
        Batch batch;
        try {
            batch = first.join().orElseThrow(() -> new NoSuchElementException("there is no batch left"));
        } catch (CompletionException e) {
            throw switch (e.getCause()) {
                case RuntimeException cause -> cause;
                case Error cause -> throw cause;
                case null, default -> e;
            };
        }
        ahead.add(source.get());
        return batch;
    }

    /** Makes no more batches, and waits for those under way. */
    @Override
    public void close() {
        // not interrupted: that would close the file that a batch is read from
        ahead.forEach(batch -> batch.handle((_, _) -> true).join());
        ahead.clear();
        closing.run();
    }
}
