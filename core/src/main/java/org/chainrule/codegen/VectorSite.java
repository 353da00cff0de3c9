package org.chainrule.codegen;

import static org.chainrule.codegen.VectorType.MASK;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.util.Optional;
import org.chainrule.graph.DType;
import org.chainrule.graph.Lanes;
import org.chainrule.kernel.Operand.Along;
import org.chainrule.kernel.Step;
import org.chainrule.kernel.Store;

/** As many columns as a hardware vector has lanes, or those of them that a mask says are left of the row. */
final class VectorSite implements Site {
    private static final ClassDesc INDEX_MAP = ConstantDescs.CD_int.arrayType();

    private final VectorFrame vectors;
    private final Rows rows;
    private final Code code;
    private final int column;
    private final VectorLanes lanes;
    private final Optional<Value> left;

    /**
     * @param column the local variable of the first column
     * @param left the mask of the columns that are left of the row, if these may be fewer than the lanes
     */
    VectorSite(VectorFrame vectors, Rows rows, VectorLanes lanes, Code code, int column, Optional<Value> left) {
        this.vectors = vectors;
        this.rows = rows;
        this.lanes = lanes;
        this.code = code;
        this.column = column;
        this.left = left;
    }

    @Override
    public Lanes<Value> lanes() {
        return lanes;
    }

    @Override
    public Value load(int operand, Optional<Value> mask) {
        DType dtype = rows.operand(operand).dtype();
        Optional<Value> present = mask.map(own -> left.map(rest -> lanes.and(own, rest)).orElse(own)).or(() -> left);
        if (dtype != DType.BOOL) {
            return loadNumbers(operand, dtype, present);
        }
        VectorType type = VectorType.of(dtype, vectors.wide());
        Value.Vector numbers = loadNumbers(operand, type.dtype(), present);
        return lanes.cast(numbers, DType.BOOL);
    }

    private Value.Vector loadNumbers(int operand, DType dtype, Optional<Value> present) {
        VectorType type = VectorType.of(dtype, vectors.wide());
        Optional<Integer> mask = present.map(value -> lanes.mask(value, type));
        boolean neighbours = rows.operand(operand).along() == Along.UNIT;
        int map = neighbours ? 0 : indexMap(operand);
        return lanes.value(dtype, builder -> {
            type.species(builder, vectors.bits());
            builder.aload(rows.array(operand));
            rows.pushIndex(builder, operand, column);
            if (!neighbours) {
                builder.aload(map).iconst_0();
            }
            mask.ifPresent(builder::aload);
            if (neighbours && mask.isPresent()) {
                type.fromArray(builder, MASK);
            } else if (neighbours) {
                type.fromArray(builder);
            } else if (mask.isPresent()) {
                type.fromArray(builder, INDEX_MAP, ConstantDescs.CD_int, MASK);
            } else {
                type.fromArray(builder, INDEX_MAP, ConstantDescs.CD_int);
            }
        });
    }

    private int indexMap(int operand) {
        return vectors.indexMap(operand, builder -> {
            if (rows.operand(operand).along() == Along.ZERO) {
                builder.iconst_0();
            } else {
                builder.iload(rows.address(operand).step());
            }
        });
    }

    @Override
    public Value position(Step.Position position) {
        VectorType type = VectorType.of(position.dtype(), vectors.wide());
        Affine affine = rows.position(position.slot());
        int ramp = vectors.ramp(position, type, affine.step());
        return lanes.value(position.dtype(), builder -> {
            builder.aload(ramp);
            affine.pushAt(builder, column);
            type.call(builder, "add", type.element());
        });
    }

    @Override
    public void store(Store store, Value value) {
        Value stored = store.accumulate()
                .map(combine -> combine.of(lanes, load(store.operand(), Optional.empty()), value))
                .orElse(value);
        VectorType type = VectorType.of(stored.dtype(), vectors.wide());
        Value.Vector numbers = lanes.vector(lanes.cast(lanes.vector(stored), type.dtype()));
        if (rows.operand(store.operand()).along() == Along.ANY) {
            scatter(store.operand(), numbers);
            return;
        }
        Optional<Integer> mask = left.map(rest -> lanes.mask(rest, type));
        code.add(builder -> {
            builder.aload(numbers.local()).aload(rows.array(store.operand()));
            rows.pushIndex(builder, store.operand(), column);
            mask.ifPresentOrElse(
                    local -> {
                        builder.aload(local);
                        type.intoArray(builder, MASK);
                    },
                    () -> type.intoArray(builder));
        });
    }

    /** Writes lane by lane through an array: not all hardware can scatter. */
    private void scatter(int operand, Value.Vector numbers) {
        int lanesInOrder = vectors.scratch(numbers.type());
        int lane = vectors.frame().takeInt();
        int index = vectors.frame().takeInt();
        code.add(builder -> {
            Label top = builder.newLabel();
            Label done = builder.newLabel();
            VectorConversions.intoArray(builder, numbers, lanesInOrder);
            rows.pushIndex(builder, operand, column);
            builder.istore(index).iconst_0().istore(lane);
            builder.labelBinding(top).iload(lane);
            pushCount(builder);
            builder.if_icmpge(done);
            builder.aload(rows.array(operand)).iload(index).aload(lanesInOrder).iload(lane);
            builder.arrayLoad(Frame.kind(numbers.dtype())).arrayStore(Frame.kind(numbers.dtype()));
            builder.iload(index).iload(rows.address(operand).step()).iadd().istore(index);
            builder.iinc(lane, 1).goto_(top).labelBinding(done);
        });
    }

    /** Puts the number of columns that are left, but at most that of the lanes, on the stack. */
    private void pushCount(CodeBuilder builder) {
        builder.loadConstant(vectors.length());
        if (left.isPresent()) {
            builder.iload(rows.end()).iload(column).isub();
            builder.invokestatic(Conversions.MATH, "min", ScalarOperator.TWO_INTS_TO_INT);
        }
    }

    @Override
    public Value running(Step.Running running, Value argument) {
        throw new IllegalStateException("a running combination goes from column to column");
    }
}
