package org.chainrule.codegen;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.chainrule.graph.Combine;
import org.chainrule.graph.DType;
import org.chainrule.graph.Elementwise;
import org.chainrule.kernel.Kernel;
import org.chainrule.kernel.Operand;
import org.chainrule.kernel.Operand.Along;
import org.chainrule.kernel.Step;
import org.chainrule.kernel.Store;

/** Writes kernels down for tests. Steps are named by their numbers. */
final class KernelBuilder {
    private final List<Operand> operands = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();
    private final List<Store> stores = new ArrayList<>();

    int operand(DType dtype, Along along) {
        operands.add(new Operand(dtype, along));
        return operands.size() - 1;
    }

    private int step(Step step) {
        steps.add(step);
        return steps.size() - 1;
    }

    int load(int operand) {
        return step(new Step.Load(operand, Step.NO_MASK));
    }

    int load(int operand, int mask) {
        return step(new Step.Load(operand, mask));
    }

    /** A load of a fresh operand whose columns are neighbours. */
    int input(DType dtype) {
        return load(operand(dtype, Along.UNIT));
    }

    int literal(DType dtype, double value) {
        return step(Step.Literal.of(dtype, value));
    }

    int position(int slot, DType dtype) {
        return step(new Step.Position(slot, dtype, false));
    }

    int bound(int slot, DType dtype) {
        return step(new Step.Bound(slot, dtype));
    }

    int apply(Elementwise op, int... arguments) {
        return step(new Step.Apply(op, IntStream.of(arguments).boxed().toList()));
    }

    int reduce(Combine combine, int argument) {
        return step(new Step.Reduce(combine, argument));
    }

    int running(Combine combine, int argument) {
        return step(new Step.Running(combine, argument));
    }

    void store(int operand, int value) {
        stores.add(Store.set(operand, value));
    }

    /** A store in the rows in which a uniform value is true. */
    void store(int operand, int value, int mask) {
        stores.add(new Store(operand, value, Optional.empty(), mask));
    }

    void accumulate(Combine combine, int operand, int value) {
        stores.add(Store.accumulate(combine, operand, value));
    }

    /** A store to a fresh operand. */
    KernelBuilder output(DType dtype, Along along, int value) {
        store(operand(dtype, along), value);
        return this;
    }

    Kernel build() {
        return new Kernel(1, false, operands, steps, stores);
    }

    Kernel build(int rowAxes) {
        return new Kernel(rowAxes, false, operands, steps, stores);
    }

    Kernel together(int rowAxes, int columns) {
        return new Kernel(rowAxes, false, columns, operands, steps, stores);
    }

    Kernel ragged() {
        return new Kernel(1, true, operands, steps, stores);
    }

    /** A kernel of one elementwise operation whose inputs have these dtypes. */
    static Kernel of(Elementwise op, DType result, DType... inputs) {
        KernelBuilder kernel = new KernelBuilder();
        int[] loads = Arrays.stream(inputs).mapToInt(kernel::input).toArray();
        return kernel.output(result, Along.UNIT, kernel.apply(op, loads)).build();
    }
}
