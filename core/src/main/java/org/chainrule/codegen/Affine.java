package org.chainrule.codegen;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.chainrule.kernel.Layout;

/** The emitted form of offset + step·column + Σ rowStep·rowIndex, whose numbers are arguments of the launch. */
final class Affine {
    private final boolean wide;
    private final TypeKind kind;
    private final int offset;
    private final int step;
    private final List<Integer> rowSteps;
    private final int base;
    private final int groupBase;

    /**
     * Loads the numbers once a call.
     *
     * @param group where they stand among the arguments
     * @param wide whether the result is a long
     */
    Affine(Frame frame, Code prologue, Layout layout, int group, boolean wide) {
        this.wide = wide;
        this.kind = wide ? TypeKind.LONG : TypeKind.INT;
        this.offset = argument(frame, prologue, group);
        this.step = argument(frame, prologue, group + 1);
        this.rowSteps = IntStream.range(0, layout.rowAxes())
                .mapToObj(axis -> argument(frame, prologue, group + 2 + axis))
                .toList();
        this.base = frame.take(kind);
        this.groupBase = frame.take(kind);
    }

    /** A local variable that holds an argument of the launch. */
    static int argument(Frame frame, Code prologue, int index) {
        int local = frame.takeInt();
        prologue.add(builder ->
                builder.aload(Frame.ARGUMENTS).loadConstant(index).iaload().istore(local));
        return local;
    }

    /** The local variable of the distance from a column to the next. */
    int step() {
        return step;
    }

    /** Computes what does not depend on the column. */
    void enterRow(Code row, List<Integer> rowIndices) {
        row.add(builder -> {
            push(builder, offset);
            for (int axis = 0; axis < rowSteps.size(); axis++) {
                push(builder, rowSteps.get(axis));
                push(builder, rowIndices.get(axis));
                multiplyAndAdd(builder);
            }
            builder.storeLocal(kind, base);
        });
    }

    /** Computes what rows that differ along the last row axis alone have in common, at the first of them, which is entered. */
    void enterGroup(Code group, List<Integer> rowIndices) {
        enterRow(group, rowIndices);
        group.add(builder -> {
            builder.loadLocal(kind, base);
            builder.storeLocal(kind, groupBase);
        });
    }

    /** Goes on in a group, to the row so far from the first. */
    void enterRowOfGroup(Code row, int distance) {
        row.add(builder -> {
            builder.loadLocal(kind, groupBase);
            push(builder, rowSteps.getLast());
            push(builder, distance);
            multiplyAndAdd(builder);
            builder.storeLocal(kind, base);
        });
    }

    /** Moves the row by what is put on the stack. */
    void advance(Code row, Consumer<CodeBuilder> distance) {
        row.add(builder -> {
            builder.iload(base);
            distance.accept(builder);
            builder.iadd().istore(base);
        });
    }

    /** Puts the value at column 0 of the row on the stack. */
    void pushAtRow(CodeBuilder builder) {
        builder.loadLocal(kind, base);
    }

    /** Puts the value on the stack for any step. */
    void pushAt(CodeBuilder builder, int column) {
        pushAtRow(builder);
        push(builder, step);
        push(builder, column);
        multiplyAndAdd(builder);
    }

    /** Puts the value on the stack if the step is 1. */
    void pushNeighbour(CodeBuilder builder, int column) {
        pushAtRow(builder);
        builder.iload(column).iadd();
    }

    private void push(CodeBuilder builder, int local) {
        builder.iload(local);
        if (wide) {
            builder.i2l();
        }
    }

    private void multiplyAndAdd(CodeBuilder builder) {
        if (wide) {
            builder.lmul().ladd();
        } else {
            builder.imul().iadd();
        }
    }
}
