package org.chainrule.matmul;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.chainrule.threads.Workers;
import org.chainrule.warmup.Background;

/**
 * A product in two tiers: code without vectors, the same for all shapes, computes until vector code has been made and is fast, to the same
 * bits, and for good where it cannot be made. Where that would take long, vector code is waited for.
 */
final class TieredProduct implements ProductPlan {
    /** A product of more multiplications and additions takes longer without vectors than they take to become fast. */
    private static final long LARGE = 1L << 30;

    private final MatmulShape shape;
    private final Supplier<MatmulPlan> maker;
    private final long coldNanos;
    private final ProductPlan plain;
    private volatile ProductPlan tier;
    private volatile boolean settled;
    private Optional<CompletableFuture<ProductPlan>> made = Optional.empty();
    private boolean begun;
    private long since;

    TieredProduct(PlainProduct plain, Supplier<MatmulPlan> maker) {
        this(plain, maker, Background.COLD_NANOS);
    }

    TieredProduct(PlainProduct plain, Supplier<MatmulPlan> maker, long coldNanos) {
        this.coldNanos = coldNanos;
        this.shape = plain.shape();
        this.maker = maker;
        this.plain = plain;
        this.tier = plain;
    }

    @Override
    public MatmulShape shape() {
        return shape;
    }

    /** Whether vector code has taken over. */
    boolean isHot() {
        return tier != plain;
    }

    /** Whether what computes now does so for good. */
    boolean isSettled() {
        return settled;
    }

    @Override
    public void run(
            Object a,
            int aOffset,
            Object b,
            int bOffset,
            Object c,
            int cOffset,
            Workers workers,
            MatmulPlan.Tile epilogue) {
        boolean warming = ask();
        long begin = System.nanoTime();
        tier.run(a, aOffset, b, bOffset, c, cOffset, workers, epilogue);
        rest(warming, begin);
    }

    @Override
    public OptionalInt partRow() {
        return plain.partRow();
    }

    @Override
    public void runInParts(Object a, int aOffset, Object b, int bOffset, Workers workers, MatmulPlan.Tile epilogue) {
        boolean warming = ask();
        long begin = System.nanoTime();
        tier.runInParts(a, aOffset, b, bOffset, workers, epilogue);
        rest(warming, begin);
    }

    /** Has vector code made when the product has been there for a while; whether it is being made. */
    private boolean ask() {
        return !settled && askOnce();
    }

    private static void rest(boolean warming, long begin) {
        if (warming) {
            Background.rest(System.nanoTime() - begin);
        }
    }

    private synchronized boolean askOnce() {
        if (!begun) {
            begun = true;
            since = System.nanoTime();
        }
        boolean large = shape.items() * shape.operations() > LARGE;
        if (made.isEmpty() && (large || System.nanoTime() - since > coldNanos)) {
            made = Optional.of(make(large ? Runnable::run : Background.making()));
        }
        made.filter(plan -> large || plan.isDone()).ifPresent(this::settle);
        return made.isPresent() && !settled;
    }

    /** What computes from when it is done. */
    private CompletableFuture<ProductPlan> make(Executor executor) {
        return CompletableFuture.supplyAsync(maker, executor)
                .<ProductPlan>thenCompose(plan -> plan.warm().thenApply(_ -> plan))
                .exceptionally(failure -> {
                    Background.cannotBeMade(failure);
                    return plain;
                });
    }

    private void settle(CompletableFuture<ProductPlan> plan) {
        tier = plan.join();
        settled = true;
    }
}
