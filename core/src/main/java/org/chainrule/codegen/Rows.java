package org.chainrule.codegen;

import static java.lang.constant.ConstantDescs.CD_int;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.ObjIntConsumer;
import org.chainrule.graph.DType;
import org.chainrule.kernel.Layout;
import org.chainrule.kernel.Operand;
import org.chainrule.kernel.Step;

/** The arrays and numbers of a launch in local variables, and the loop over rows that keeps addresses up to date. */
final class Rows {
    private final KernelPlan plan;
    private final Frame frame;
    private final Code prologue;
    private final Layout layout;
    private final Map<Integer, Integer> arrays = new HashMap<>();
    private final Map<Integer, Affine> operands = new HashMap<>();
    private final Map<Integer, Integer> rowStrides = new HashMap<>();
    private final Map<Integer, Affine> positions = new HashMap<>();
    private final Map<Step.Bound, Value> bounds = new HashMap<>();
    private final Map<Step.Coefficient, Value> constants = new HashMap<>();
    private final int row;
    private final int end;

    Rows(KernelPlan plan, Frame frame, Code prologue) {
        this.plan = plan;
        this.frame = frame;
        this.prologue = prologue;
        this.layout = plan.kernel().layout();
        this.row = frame.takeInt();
        this.end = plan.kernel().ragged() ? frame.takeInt() : Frame.COLUMN_TO;
        for (int operand = 0; operand < layout.operands(); operand++) {
            if (plan.usesOperand(operand)) {
                loadOperand(operand);
            }
        }
        plan.steps().map(plan.kernel().steps()::get).forEach(this::loadNumbers);
    }

    private void loadOperand(int operand) {
        ClassDesc type = Frame.element(operand(operand).dtype()).arrayType();
        int array = frame.takeReference();
        prologue.add(builder -> builder.aload(Frame.ARRAYS)
                .loadConstant(operand)
                .aaload()
                .checkcast(type)
                .astore(array));
        arrays.put(operand, array);
        operands.put(operand, new Affine(frame, prologue, layout, layout.operand(operand), false));
        operand(operand)
                .through()
                .ifPresent(through ->
                        rowStrides.put(operand, Affine.argument(frame, prologue, layout.bound(through.stride()))));
    }

    private void loadNumbers(Step step) {
        if (step instanceof Step.Position position) {
            positions.computeIfAbsent(
                    position.slot(),
                    slot -> new Affine(
                            frame, prologue, layout, layout.position(slot), position.dtype() == DType.INT64));
        }
        if (step instanceof Step.Bound bound) {
            bounds.computeIfAbsent(bound, this::loadBound);
        }
        if (step instanceof Step.Coefficient number) {
            constants.computeIfAbsent(number, this::loadConstant);
        }
    }

    private Value loadBound(Step.Bound bound) {
        Value narrow = new Value.Scalar(DType.INT32, Affine.argument(frame, prologue, layout.bound(bound.slot())));
        return new ScalarLanes(frame, prologue).cast(narrow, bound.dtype());
    }

    /** A floating number from its bits. */
    private Value loadConstant(Step.Coefficient number) {
        List<Integer> bits = number.slots().stream()
                .map(slot -> Affine.argument(frame, prologue, layout.bound(slot)))
                .toList();
        Value.Scalar constant = frame.takeScalar(number.dtype());
        prologue.add(builder -> {
            Conversions.pushFromBits(builder, bits);
            Frame.pop(builder, constant);
        });
        return constant;
    }

    Operand operand(int operand) {
        return plan.kernel().operands().get(operand);
    }

    boolean isWritten(int operand) {
        return plan.kernel().stores().stream().anyMatch(store -> store.operand() == operand);
    }

    /** The local variable that holds an operand's array. */
    int array(int operand) {
        return Objects.requireNonNull(arrays.get(operand));
    }

    /** The place of an operand's element in its array. */
    Affine address(int operand) {
        return Objects.requireNonNull(operands.get(operand));
    }

    Affine position(int slot) {
        return Objects.requireNonNull(positions.get(slot));
    }

    Value bound(Step.Bound bound) {
        return Objects.requireNonNull(bounds.get(bound));
    }

    Value number(Step.Coefficient number) {
        return Objects.requireNonNull(constants.get(number));
    }

    /** The local variable that holds the end of the row's columns. */
    int end() {
        return end;
    }

    /** Puts an operand's index at a column on the stack. */
    void pushIndex(CodeBuilder builder, int operand, int column) {
        switch (operand(operand).along()) {
            case UNIT -> address(operand).pushNeighbour(builder, column);
            case ZERO -> address(operand).pushAtRow(builder);
            case ANY -> address(operand).pushAt(builder, column);
        }
    }

    /**
     * Writes the loop over rows around a body.
     *
     * @param innermost whether the body has no loops that count
     */
    void loop(Code code, boolean innermost, Consumer<Code> body) {
        Code inside = new Code();
        enterRow(inside);
        body.accept(inside);
        code.add(builder -> {
            Label top = builder.newLabel();
            Label done = builder.newLabel();
            builder.iload(Frame.ROW_FROM).istore(row);
            builder.labelBinding(top).iload(row).iload(Frame.ROW_TO).if_icmpge(done);
            inside.writeTo(builder);
            if (innermost) {
                SecondCompiler.uncounted(builder, row, Frame.ROW_FROM);
            } else {
                builder.iinc(row, 1);
            }
            builder.goto_(top).labelBinding(done);
        });
    }

    /**
     * Writes the loop over groups of rows that differ along the last row axis alone around a body.
     *
     * @param most the most rows of a group
     * @param body what is done with the rows of a group, whose number is in the local variable that it is given
     */
    void groups(Code code, int most, ObjIntConsumer<Code> body) {
        int extent = Affine.argument(frame, prologue, Layout.ROW_EXTENTS + layout.rowAxes() - 1);
        int count = frame.takeInt();
        Code inside = new Code();
        enterGroup(inside);
        body.accept(inside, count);
        code.add(builder -> {
            Label top = builder.newLabel();
            Label done = builder.newLabel();
            builder.iload(Frame.ROW_FROM).istore(row);
            builder.labelBinding(top).iload(row).iload(Frame.ROW_TO).if_icmpge(done);
            builder.iload(extent).iload(row).iload(extent).irem().isub();
            builder.iload(Frame.ROW_TO).iload(row).isub();
            builder.invokestatic(Conversions.MATH, "min", ScalarOperator.TWO_INTS_TO_INT);
            builder.loadConstant(most)
                    .invokestatic(Conversions.MATH, "min", ScalarOperator.TWO_INTS_TO_INT)
                    .istore(count);
            inside.writeTo(builder);
            builder.iload(row).iload(count).iadd().istore(row).goto_(top).labelBinding(done);
        });
    }

    /** Computes the addresses that the rows of a group have in common, at the first of them. */
    private void enterGroup(Code inside) {
        List<Integer> indices = rowIndices(inside);
        operands.values().forEach(address -> address.enterGroup(inside, indices));
        positions.values().forEach(position -> position.enterGroup(inside, indices));
    }

    /** Computes the addresses of the row that lies so far behind the first of its group. */
    void enterRowOfGroup(Code inside, int distance) {
        operands.values().forEach(address -> address.enterRowOfGroup(inside, distance));
        rowStrides.forEach((operand, stride) -> lookUp(inside, operand, stride));
        positions.values().forEach(position -> position.enterRowOfGroup(inside, distance));
    }

    private void enterRow(Code inside) {
        List<Integer> indices = rowIndices(inside);
        operands.values().forEach(address -> address.enterRow(inside, indices));
        rowStrides.forEach((operand, stride) -> lookUp(inside, operand, stride));
        positions.values().forEach(position -> position.enterRow(inside, indices));
        if (plan.kernel().ragged()) {
            int columns = Affine.argument(frame, prologue, Layout.COLUMNS);
            int limit = Affine.argument(frame, prologue, Layout.LIMIT);
            inside.add(builder -> builder.iload(limit)
                    .iload(row)
                    .iload(columns)
                    .imul()
                    .isub()
                    .iload(Frame.COLUMN_TO)
                    .invokestatic(Conversions.MATH, "min", MethodTypeDesc.of(CD_int, CD_int, CD_int))
                    .istore(end));
        }
    }

    private void lookUp(Code inside, int operand, int stride) {
        int index = operand(operand).through().orElseThrow().index();
        address(operand).advance(inside, builder -> {
            builder.aload(array(index));
            address(index).pushAtRow(builder);
            builder.iaload().iload(stride).imul();
        });
    }

    /** The index along each row axis, from the row's number. */
    private List<Integer> rowIndices(Code inside) {
        int axes = layout.rowAxes();
        if (axes <= 1) {
            return List.of(row);
        }
        Integer[] indices = new Integer[axes];
        int rest = row;
        for (int axis = axes - 1; axis > 0; axis--) {
            int extent = Affine.argument(frame, prologue, Layout.ROW_EXTENTS + axis);
            int before = rest;
            int quotient = frame.takeInt();
            int index = frame.takeInt();
            inside.add(builder -> builder.iload(before)
                    .iload(extent)
                    .idiv()
                    .istore(quotient)
                    .iload(before)
                    .iload(quotient)
                    .iload(extent)
                    .imul()
                    .isub()
                    .istore(index));
            indices[axis] = index;
            rest = quotient;
        }
        indices[0] = rest;
        return new ArrayList<>(Arrays.asList(indices));
    }
}
