package org.chainrule.codegen;

import java.lang.reflect.Array;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import org.chainrule.graph.DType;
import org.chainrule.matmul.Matmul;
import org.chainrule.matmul.MatmulPlan;
import org.chainrule.matmul.MatmulShape;
import org.chainrule.matmul.ProductPlan;
import org.chainrule.threads.Workers;

/** A product with operands, run by a given engine and by three plain loops in double precision. */
final class MatmulCase {
    private static final int GUARD = 37;
    private static final double UNTOUCHED = 12345;

    final MatmulShape shape;
    private final Object a;
    private final Object b;
    private final int cLength;

    MatmulCase(MatmulShape shape, long seed) {
        this.shape = shape;
        SplittableRandom random = new SplittableRandom(seed);
        int items = shape.items();
        int aLength = 2 * GUARD;
        int bLength = 2 * GUARD;
        int cEnd = 2 * GUARD;
        for (int i = 0; i < items; i++) {
            int[] at = offsets(i);
            aLength = Math.max(aLength, at[0] + (shape.rows()) * shape.aRow() + shape.depth() * shape.aDepth() + GUARD);
            bLength = Math.max(
                    bLength, at[1] + shape.depth() * shape.bDepth() + shape.columns() * shape.bColumn() + GUARD);
            cEnd = Math.max(cEnd, at[2] + (shape.rows() - 1) * shape.cRow() + shape.columns() + GUARD);
        }
        this.a = random(aLength, random);
        this.b = random(bLength, random);
        this.cLength = cEnd;
    }

    /** A shape whose operands may be transposed and have gaps, as part of a batch. */
    static MatmulShape shape(
            DType type, int m, int n, int k, boolean aTransposed, boolean bTransposed, int gap, List<Integer> batch) {
        int aLine = (aTransposed ? m : k) + gap;
        int bLine = (bTransposed ? k : n) + gap;
        int cLine = n + gap;
        int aSize = aLine * (aTransposed ? k : m);
        int bSize = bLine * (bTransposed ? n : k);
        List<MatmulShape.Axis> axes = switch (batch.size()) {
            case 0 -> List.of();
            case 1 -> List.of(new MatmulShape.Axis(batch.get(0), aSize, bSize, cLine * m));
            // A is repeated along the outer axis, B along the inner one.
            default ->
                List.of(
                        new MatmulShape.Axis(batch.get(0), 0, bSize, cLine * m * batch.get(1)),
                        new MatmulShape.Axis(batch.get(1), aSize, 0, cLine * m));
        };
        return new MatmulShape(
                type,
                m,
                n,
                k,
                aTransposed ? 1 : aLine,
                aTransposed ? aLine : 1,
                bTransposed ? 1 : bLine,
                bTransposed ? bLine : 1,
                cLine,
                axes);
    }

    /** The array of C after a run, guard zones included. */
    Object run(Matmul matmul, Workers workers, MatmulPlan.Tile tile) {
        return run(matmul.plan(shape), workers, tile);
    }

    /** As {@link #run(Matmul, Workers, MatmulPlan.Tile)}. */
    Object run(ProductPlan plan, Workers workers, MatmulPlan.Tile tile) {
        Object c = shape.type().newArray(cLength);
        for (int i = 0; i < cLength; i++) {
            set(c, i, UNTOUCHED);
        }
        plan.run(a, GUARD, b, GUARD, c, GUARD, workers, tile);
        return c;
    }

    /** As {@link #run}, of a product in parts: what an epilogue finds in each, put to where C would have it. */
    @SuppressWarnings("SuspiciousSystemArraycopy") // both are arrays of the shape's type
    Object runInParts(ProductPlan plan, Workers workers) {
        Object c = shape.type().newArray(cLength);
        for (int i = 0; i < cLength; i++) {
            set(c, i, UNTOUCHED);
        }
        int row = plan.partRow().orElseThrow();
        plan.runInParts(a, GUARD, b, GUARD, workers, (part, begin, item, rowFrom, rowTo, columnFrom, columnTo) -> {
            for (int i = rowFrom; i < rowTo; i++) {
                int to = offsets(item)[2] + i * shape.cRow() + columnFrom;
                System.arraycopy(part, begin + i * row + columnFrom, c, to, columnTo - columnFrom);
            }
        });
        return c;
    }

    /** The greatest deviation from the plain loops, in units of the bound on rounding errors; infinite if C's surroundings changed. */
    double deviation(Object c) {
        BitSet within = new BitSet(cLength);
        double[] left = doubles(a);
        double[] right = doubles(b);
        double worst = 0;
        double epsilon = shape.type() == DType.FLOAT32 ? 0x1p-24 : shape.type() == DType.FLOAT64 ? 0x1p-53 : 0;
        for (int item = 0; item < shape.items(); item++) {
            int[] at = offsets(item);
            for (int i = 0; i < shape.rows(); i++) {
                for (int j = 0; j < shape.columns(); j++) {
                    double sum = 0;
                    double size = 0;
                    for (int k = 0; k < shape.depth(); k++) {
                        double product = left[at[0] + i * shape.aRow() + k * shape.aDepth()]
                                * right[at[1] + k * shape.bDepth() + j * shape.bColumn()];
                        sum += product;
                        size += Math.abs(product);
                    }
                    int place = at[2] + i * shape.cRow() + j;
                    within.set(place);
                    double error = Math.abs(Array.getDouble(c, place) - sum);
                    worst = Math.max(worst, error == 0 ? 0 : error / (epsilon * size * Math.sqrt(shape.depth() + 16)));
                }
            }
        }
        for (int place = within.nextClearBit(0); place < cLength; place = within.nextClearBit(place + 1)) {
            if (Array.getDouble(c, place) != UNTOUCHED) {
                return Double.POSITIVE_INFINITY;
            }
        }
        return worst;
    }

    private static double[] doubles(Object array) {
        double[] doubles = new double[Array.getLength(array)];
        for (int i = 0; i < doubles.length; i++) {
            doubles[i] = Array.getDouble(array, i);
        }
        return doubles;
    }

    private int[] offsets(int item) {
        int[] at = {GUARD, GUARD, GUARD};
        int rest = item;
        for (MatmulShape.Axis axis : shape.batch().reversed()) {
            int place = rest % axis.extent();
            rest /= axis.extent();
            at[0] += place * axis.a();
            at[1] += place * axis.b();
            at[2] += place * axis.c();
        }
        return at;
    }

    private Object random(int length, SplittableRandom random) {
        Object array = shape.type().newArray(length);
        for (int i = 0; i < length; i++) {
            set(array, i, shape.type().isFloating() ? random.nextDouble(-1, 1) : random.nextInt(-9, 10));
        }
        return array;
    }

    private static void set(Object array, int i, double value) {
        switch (array) {
            case float[] floats -> floats[i] = (float) value;
            case double[] doubles -> doubles[i] = value;
            case int[] ints -> ints[i] = (int) value;
            case long[] longs -> longs[i] = (long) value;
            default -> throw new IllegalArgumentException("no array of numbers");
        }
    }
}
