package org.chainrule.codegen;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.util.Optional;
import org.chainrule.graph.DType;
import org.chainrule.graph.Lanes;
import org.chainrule.kernel.Step;
import org.chainrule.kernel.Store;

/** One column, or a row as a whole. */
final class ScalarSite implements Site {
    private final Frame frame;
    private final Rows rows;
    private final Code before;
    private final Code code;
    private final int column;
    private final ScalarLanes lanes;

    /**
     * @param before what is done once before the first column
     * @param code what is done here
     * @param column the local variable of the column
     */
    ScalarSite(Frame frame, Rows rows, Code before, Code code, int column) {
        this.frame = frame;
        this.rows = rows;
        this.before = before;
        this.code = code;
        this.column = column;
        this.lanes = new ScalarLanes(frame, code);
    }

    @Override
    public Lanes<Value> lanes() {
        return lanes;
    }

    @Override
    public Value load(int operand, Optional<Value> mask) {
        DType dtype = rows.operand(operand).dtype();
        Value.Scalar result = frame.takeScalar(dtype);
        code.add(builder -> {
            Label absent = builder.newLabel();
            Label end = builder.newLabel();
            mask.ifPresent(present -> {
                Frame.push(builder, present);
                builder.ifeq(absent);
            });
            pushPlace(builder, operand);
            builder.arrayLoad(Frame.kind(dtype));
            Frame.pop(builder, result);
            if (mask.isPresent()) {
                builder.goto_(end).labelBinding(absent);
                Frame.push(builder, Value.Constant.of(dtype, 0L));
                Frame.pop(builder, result);
                builder.labelBinding(end);
            }
        });
        return result;
    }

    private void pushPlace(CodeBuilder builder, int operand) {
        builder.aload(rows.array(operand));
        rows.pushIndex(builder, operand, column);
    }

    @Override
    public Value position(Step.Position position) {
        Value.Scalar result = frame.takeScalar(position.dtype());
        code.add(builder -> {
            if (position.perRow()) {
                rows.position(position.slot()).pushAtRow(builder);
            } else {
                rows.position(position.slot()).pushAt(builder, column);
            }
            Frame.pop(builder, result);
        });
        return result;
    }

    @Override
    public void store(Store store, Value value, Optional<Value> mask) {
        DType dtype = rows.operand(store.operand()).dtype();
        Value stored = store.accumulate()
                .map(combine -> combine.of(lanes, load(store.operand(), Optional.empty()), value))
                .orElse(value);
        code.add(builder -> {
            Label absent = builder.newLabel();
            mask.ifPresent(present -> {
                Frame.push(builder, present);
                builder.ifeq(absent);
            });
            pushPlace(builder, store.operand());
            Frame.push(builder, stored);
            builder.arrayStore(Frame.kind(dtype)).labelBinding(absent);
        });
    }

    @Override
    public Value running(Step.Running running, Value argument) {
        Value.Scalar soFar = frame.takeScalar(argument.dtype());
        before.add(builder -> {
            Frame.push(builder, Reductions.identity(running.combine(), argument.dtype()));
            Frame.pop(builder, soFar);
        });
        Value next = running.combine().of(lanes, soFar, argument);
        code.add(builder -> {
            Frame.push(builder, next);
            Frame.pop(builder, soFar);
        });
        return next;
    }
}
