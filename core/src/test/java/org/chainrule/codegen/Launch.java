package org.chainrule.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.chainrule.graph.DType;
import org.chainrule.kernel.Kernel;
import org.chainrule.kernel.Layout;
import org.chainrule.kernel.Operand;
import org.chainrule.warmup.KernelCode;

/** Arrays and numbers to run a kernel on, and the check that all targets write the same bits. */
final class Launch {
    /** Everything that can be emitted for here; narrow vectors run on wide hardware. */
    static final List<Target> TARGETS = List.of(
            new Target.Scalar(),
            new Target.FirstScalar(),
            new Target.Vector(128),
            new Target.Vector(256),
            new Target.Vector(512),
            new Target.Vector(256, 4));

    private final Kernel kernel;
    private final Layout layout;
    private final int rows;
    private final int columns;
    private final int[] arguments;
    private final List<Object> arrays = new ArrayList<>();

    Launch(Kernel kernel, int columns, int... rowExtents) {
        this.kernel = kernel;
        this.layout = kernel.layout();
        this.columns = columns;
        this.rows = Arrays.stream(rowExtents).reduce(1, (a, b) -> a * b);
        this.arguments = new int[layout.bound(kernel.bounds())];
        arguments[Layout.COLUMNS] = columns;
        System.arraycopy(rowExtents, 0, arguments, Layout.ROW_EXTENTS, rowExtents.length);
        for (Operand operand : kernel.operands()) {
            arrays.add(operand.dtype().newArray(0));
        }
    }

    /** Rows one after the other, in arrays of random elements. */
    static Launch dense(Kernel kernel, int rows, int columns, Noise noise) {
        Launch launch = new Launch(kernel, columns, rows);
        for (int operand = 0; operand < kernel.operands().size(); operand++) {
            Operand form = kernel.operands().get(operand);
            boolean onceARow = form.along() == Operand.Along.ZERO;
            Object array = noise.array(form.dtype(), onceARow ? rows : rows * columns);
            launch.operand(operand, array, 0, onceARow ? 0 : 1, onceARow ? 1 : columns);
        }
        return launch;
    }

    Launch operand(int operand, Object array, int offset, int columnStride, int... rowStrides) {
        arrays.set(operand, array);
        return numbers(layout.operand(operand), offset, columnStride, rowStrides);
    }

    Launch position(int slot, int offset, int columnStep, int... rowSteps) {
        return numbers(layout.position(slot), offset, columnStep, rowSteps);
    }

    private Launch numbers(int group, int offset, int columnStep, int... rowSteps) {
        arguments[group] = offset;
        arguments[group + 1] = columnStep;
        System.arraycopy(rowSteps, 0, arguments, group + 2, rowSteps.length);
        return this;
    }

    Launch bound(int slot, int value) {
        arguments[layout.bound(slot)] = value;
        return this;
    }

    Launch limit(int elements) {
        arguments[Layout.LIMIT] = elements;
        return this;
    }

    /** The arrays after a run; those given stay as they are. */
    List<Object> run(Target target) {
        return run(target, form());
    }

    private Columns form() {
        return kernel.ragged() ? Columns.MIXED : Columns.of(columns, KernelCompiler.lanes(kernel));
    }

    List<Object> run(Target target, Columns form) {
        return run(target, form, rows);
    }

    private List<Object> run(Target target, Columns form, int part) {
        KernelCode code = KernelCompiler.compile(kernel, form, target);
        Object[] copies = arrays.stream().map(Launch::copy).toArray();
        for (int row = 0; row < rows; row += part) {
            code.run(copies, arguments, row, Math.min(rows, row + part), 0, columns);
        }
        return List.of(copies);
    }

    /** Runs on all targets, checks that the bits are equal, and gives the arrays after the run. */
    List<Object> runEverywhere() {
        return runEverywhereInParts(rows);
    }

    /** As {@link #runEverywhere}, in runs on so many rows each; the bits are those of one run. */
    List<Object> runEverywhereInParts(int part) {
        List<Object> expected = run(TARGETS.getFirst());
        for (Target target : TARGETS) {
            List<Object> actual = run(target, form(), part);
            for (int operand = 0; operand < actual.size(); operand++) {
                assertThat(bits(actual.get(operand)))
                        .as("operand %d on %s, %d columns of %s", operand, target, columns, kernel)
                        .isEqualTo(bits(expected.get(operand)));
            }
        }
        return expected;
    }

    private static Object copy(Object array) {
        return switch (array) {
            case float[] floats -> floats.clone();
            case double[] doubles -> doubles.clone();
            case int[] ints -> ints.clone();
            case long[] longs -> longs.clone();
            default -> throw new IllegalArgumentException(array.getClass().getName());
        };
    }

    /** The bits of an array; all NaN are one. */
    private static long[] bits(Object array) {
        return switch (array) {
            case float[] floats -> {
                long[] bits = new long[floats.length];
                Arrays.setAll(bits, i -> Float.floatToIntBits(floats[i]));
                yield bits;
            }
            case double[] doubles ->
                Arrays.stream(doubles).mapToLong(Double::doubleToLongBits).toArray();
            case int[] ints -> Arrays.stream(ints).asLongStream().toArray();
            case long[] longs -> longs;
            default -> throw new IllegalArgumentException(array.getClass().getName());
        };
    }

    /** A value of a dtype that no random element is: what must not be overwritten. */
    static Object filled(DType dtype, int length) {
        Object array = dtype.newArray(length);
        switch (array) {
            case float[] floats -> Arrays.fill(floats, 77);
            case double[] doubles -> Arrays.fill(doubles, 77);
            case int[] ints -> Arrays.fill(ints, 77);
            case long[] longs -> Arrays.fill(longs, 77);
            default -> throw new IllegalArgumentException(dtype.toString());
        }
        return array;
    }
}
