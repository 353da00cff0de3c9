package org.chainrule.warmup;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Code in two tiers, as HotSpot has them. Scalar code answers the first runs: it is made quickly and soon fast. When it has taken some
 * time altogether, vector code is made beside it, which does small parts of further runs until HotSpot has compiled it, and then all; the scalar code
 * is let go. Where vector code cannot be made, scalar code does all. Both compute the same bits, so which of them does a part changes no result. See
 * {@code docs/decisions/0010-start-and-steady-state.md}.
 */
public final class TieredCode implements KernelCode {
    /** Small, and many: HotSpot counts calls. */
    private static final int YOUNG_CALLS = 150;
    /** The elements of a call that is worth its costs. */
    private static final int PIECE = 1 << 12;
    /** What takes much of the time is made faster when it has taken a tenth as long as what takes little. */
    private static final int SOONER = 10;
    /** And that is so where the time that it has taken, times its share of all time, comes to so small a part. */
    private static final double NOTICED = 1.0 / 1000;
    /** And what takes little in this part of the time, where no other loop's code is on its way. */
    private static final int IDLE = 4;

    private final Supplier<KernelCode> scalar;
    private final Supplier<KernelCode> vector;
    private final boolean columnsIndependent;
    private final int weight;
    private final int lanes;
    private final long coldNanos;
    private volatile KernelCode tier;

    /**
     * @param scalar makes the code of the first runs, if there are any
     * @param vector makes the code of all later runs
     * @param columnsIndependent whether a row may be cut into parts, as nothing puts its columns together
     * @param weight the vector operations that take a row one vector forward
     * @param lanes the columns of a vector
     */
    public TieredCode(
            Supplier<KernelCode> scalar,
            Supplier<KernelCode> vector,
            boolean columnsIndependent,
            int weight,
            int lanes) {
        this(scalar, vector, columnsIndependent, weight, lanes, Background.COLD_NANOS);
    }

    TieredCode(
            Supplier<KernelCode> scalar,
            Supplier<KernelCode> vector,
            boolean columnsIndependent,
            int weight,
            int lanes,
            long coldNanos) {
        this.scalar = scalar;
        this.vector = vector;
        this.columnsIndependent = columnsIndependent;
        this.weight = weight;
        this.lanes = lanes;
        this.coldNanos = coldNanos;
        this.tier = new New();
    }

    @Override
    public void run(Object[] arrays, int[] arguments, int rowFrom, int rowTo, int columnFrom, int columnTo) {
        tier.run(arrays, arguments, rowFrom, rowTo, columnFrom, columnTo);
    }

    /** Whether vector code has taken over. */
    boolean isHot() {
        return !(tier instanceof New || tier instanceof Cold || tier instanceof Warming || tier instanceof Pieces);
    }

    /** Has not run. */
    private final class New implements KernelCode {
        @Override
        public synchronized void run(
                Object[] arrays, int[] arguments, int rowFrom, int rowTo, int columnFrom, int columnTo) {
            if (tier == this) {
                tier = new Cold(scalar.get());
            }
            tier.run(arrays, arguments, rowFrom, rowTo, columnFrom, columnTo);
        }
    }

    /** Runs scalar code alone. */
    private final class Cold implements KernelCode {
        private final Pieces pieces;
        private final long begun = System.nanoTime();
        // races make it inexact, which does no harm
        private long spent;
        private boolean asked;

        Cold(KernelCode scalar) {
            this.pieces = new Pieces(scalar);
        }

        @Override
        public void run(Object[] arrays, int[] arguments, int rowFrom, int rowTo, int columnFrom, int columnTo) {
            long before = System.nanoTime();
            pieces.run(arrays, arguments, rowFrom, rowTo, columnFrom, columnTo);
            long after = System.nanoTime();
            spent += after - before;
            if (isWorthIt(after - begun)) {
                ask();
            }
        }

        /** Compiling costs HotSpot about as much: a tenth of a second for a small kernel, and other code waits for it. */
        private boolean isWorthIt(long elapsed) {
            double share = (double) spent / elapsed;
            boolean much = spent > coldNanos / SOONER && spent * share > coldNanos * NOTICED;
            boolean little = spent > coldNanos || spent > coldNanos / IDLE && Background.isIdle();
            return elapsed > coldNanos && (much || little);
        }

        private synchronized void ask() {
            if (!asked) {
                asked = true;
                Background.busy();
                CompletableFuture.<KernelCode>supplyAsync(() -> new Warming(pieces, vector.get()), Background.making())
                        .exceptionally(failure -> {
                            Background.cannotBeMade(failure);
                            return pieces;
                        })
                        .thenAccept(next -> tier = next);
            }
        }
    }

    /** Runs vector code on parts until it is fast, and scalar code on what is left. */
    private final class Warming implements KernelCode {
        private final Pieces pieces;
        private final WarmingCode vector;

        Warming(Pieces pieces, KernelCode vector) {
            this.pieces = pieces;
            this.vector = new WarmingCode(vector, columnsIndependent, weight, lanes);
        }

        @Override
        public void run(Object[] arrays, int[] arguments, int rowFrom, int rowTo, int columnFrom, int columnTo) {
            long reached = vector.part(arrays, arguments, rowFrom, rowTo, columnFrom, columnTo);
            KernelCode rest = pieces;
            if (vector.isFast()) {
                rest = vector.code();
                tier = rest;
            }
            long begin = System.nanoTime();
            int row = WarmingCode.row(reached);
            int column = WarmingCode.column(reached);
            if (column > columnFrom) {
                rest.run(arrays, arguments, row, row + 1, column, columnTo);
                row++;
            }
            if (row < rowTo) {
                rest.run(arrays, arguments, row, rowTo, columnFrom, columnTo);
            }
            if (rest == pieces) {
                Background.busy();
                Background.rest(System.nanoTime() - begin);
            }
        }
    }

    /** Calls scalar code on pieces, at first on small ones. */
    private final class Pieces implements KernelCode {
        private final KernelCode code;
        // races make it inexact, which does no harm
        private int calls;

        Pieces(KernelCode code) {
            this.code = code;
        }

        @Override
        public void run(Object[] arrays, int[] arguments, int rowFrom, int rowTo, int columnFrom, int columnTo) {
            int columns = Math.max(1, columnTo - columnFrom);
            int row = rowFrom;
            while (row < rowTo) {
                boolean young = calls < YOUNG_CALLS;
                int width = !columnsIndependent ? columns : young ? lanes : PIECE;
                int rows = young ? 1 : Math.clamp(PIECE / columns, 1, rowTo - row);
                for (int column = columnFrom; column < columnTo; column += width) {
                    code.run(arrays, arguments, row, row + rows, column, Math.min(columnTo, column + width));
                    calls++;
                }
                row += rows;
            }
        }
    }
}
