package org.chainrule.codegen;

import static org.chainrule.codegen.VectorType.MASK;

import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntFunction;
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
    private final IntFunction<Code> written;
    private final int column;
    private final VectorLanes lanes;
    private final Optional<Value> left;
    private final boolean throughArrays;

    /**
     * @param written where an operand is written: behind all that is read, if several vectors are side by side
     * @param column the local variable of the first column
     * @param left the mask of the columns that are left of the row, if these may be fewer than the lanes
     * @param throughArrays whether neighbours too are read and written lane by lane: slower, but a masked load becomes
     *     several thousand bytes of machine code
     */
    VectorSite(
            VectorFrame vectors,
            Rows rows,
            VectorLanes lanes,
            IntFunction<Code> written,
            int column,
            Optional<Value> left,
            boolean throughArrays) {
        this.vectors = vectors;
        this.rows = rows;
        this.lanes = lanes;
        this.written = written;
        this.column = column;
        this.left = left;
        this.throughArrays = throughArrays;
    }

    @Override
    public Lanes<Value> lanes() {
        return lanes;
    }

    /** The lanes as the vectors that they are. */
    VectorLanes vectors() {
        return lanes;
    }

    @Override
    public Value load(int operand, Optional<Value> mask) {
        DType dtype = rows.operand(operand).dtype();
        VectorType type = VectorType.of(dtype, vectors.wide());
        boolean neighbours = rows.operand(operand).along() == Along.UNIT && !throughArrays;
        boolean allOrNone = left.isEmpty() && mask.isPresent() && !(mask.get() instanceof Value.Vector);
        Value.Vector numbers =
                neighbours && allOrNone ? loadInRow(operand, type, mask.get()) : loadNumbers(operand, type, mask);
        return dtype == DType.BOOL ? lanes.cast(numbers, DType.BOOL) : numbers;
    }

    /** Neighbours, if the row has them; else the array's first elements, which nobody looks at. */
    private Value.Vector loadInRow(int operand, VectorType type, Value present) {
        Consumer<CodeBuilder> inside = ofRow(operand, type);
        return lanes.value(type.dtype(), builder -> {
            type.species(builder, vectors.bits());
            inside.accept(builder);
            Frame.push(builder, present);
            builder.imul();
            type.fromArray(builder, vectors.bits());
        });
    }

    /** The columns that are left and where a mask is true. */
    private Optional<Value> under(Optional<Value> mask) {
        return mask.map(own -> left.map(rest -> lanes.and(own, rest)).orElse(own))
                .or(() -> left);
    }

    private Value.Vector loadNumbers(int operand, VectorType type, Optional<Value> own) {
        Optional<Integer> mask = under(own).map(value -> lanes.mask(value, type));
        if (throughArrays || rows.operand(operand).along() != Along.UNIT) {
            return mask.map(local -> gatherUnderMask(operand, type, local)).orElseGet(() -> gather(operand, type));
        }
        return mask.map(local -> loadUnderMask(operand, type, local))
                .orElseGet(() -> lanes.value(type.dtype(), builder -> {
                    type.species(builder, vectors.bits());
                    pushPlace(builder, operand);
                    type.fromArray(builder, vectors.bits());
                }));
    }

    private Value.Vector loadUnderMask(int operand, VectorType type, int mask) {
        Consumer<CodeBuilder> inside = left.isPresent() ? ofRow(operand, type) : inside(operand, type);
        return lanes.value(type.dtype(), builder -> {
            type.species(builder, vectors.bits());
            inside.accept(builder);
            builder.aload(mask);
            type.fromArray(builder, vectors.bits(), MASK);
        });
    }

    /** What has fewer elements than a vector has lanes, as a bias, is copied once a call: past its end the Vector API is slow, in each row. */
    private Consumer<CodeBuilder> ofRow(int operand, VectorType type) {
        int array = rows.array(operand);
        int read = rows.isWritten(operand) ? array : vectors.longEnough(operand, array, type);
        return builder -> {
            builder.aload(read);
            rows.pushIndex(builder, operand, column);
        };
    }

    /** An array and index where vectors are whole. */
    private Consumer<CodeBuilder> inside(int operand, VectorType type) {
        Edge edge = new Edge(vectors, type, rows.array(operand));
        return builder -> {
            rows.pushIndex(builder, operand, column);
            edge.read(builder);
        };
    }

    private Value.Vector gather(int operand, VectorType type) {
        int map = vectors.indexMap(operand, builder -> pushStride(builder, operand));
        return lanes.value(type.dtype(), builder -> {
            type.species(builder, vectors.bits());
            pushPlace(builder, operand);
            builder.aload(map).iconst_0();
            type.fromArray(builder, vectors.bits(), INDEX_MAP, ConstantDescs.CD_int);
        });
    }

    /** Lane by lane through an array: masked-out lanes may be out of range. */
    private Value.Vector gatherUnderMask(int operand, VectorType type, int mask) {
        int inOrder = vectors.scratch(type);
        return lanes.value(type.dtype(), builder -> {
            pushPlace(builder, operand);
            pushStride(builder, operand);
            builder.aload(inOrder).aload(mask).invokevirtual(MASK, "toLong", MethodTypeDesc.of(ConstantDescs.CD_long));
            builder.loadConstant(vectors.length());
            Strides.gather(builder, type);
            type.species(builder, vectors.bits());
            builder.aload(inOrder).iconst_0();
            type.fromArray(builder, vectors.bits());
        });
    }

    private void pushPlace(CodeBuilder builder, int operand) {
        builder.aload(rows.array(operand));
        rows.pushIndex(builder, operand, column);
    }

    private void pushStride(CodeBuilder builder, int operand) {
        switch (rows.operand(operand).along()) {
            case UNIT -> builder.iconst_1();
            case ZERO -> builder.iconst_0();
            case ANY -> builder.iload(rows.address(operand).step());
        }
    }

    @Override
    public Value position(Step.Position position) {
        VectorType type = VectorType.of(position.dtype(), vectors.wide());
        Affine affine = rows.position(position.slot());
        int ramp = vectors.ramp(position, type, affine.step());
        return lanes.value(position.dtype(), builder -> {
            type.exact(builder.aload(ramp), vectors.bits());
            affine.pushAt(builder, column);
            type.call(builder, "add", type.element());
        });
    }

    @Override
    public void store(Store store, Value value, Optional<Value> present) {
        Value stored = store.accumulate()
                .map(combine -> combine.of(lanes, load(store.operand(), Optional.empty()), value))
                .orElse(value);
        VectorType type = VectorType.of(stored.dtype(), vectors.wide());
        Value.Vector numbers = lanes.vector(lanes.cast(lanes.vector(stored), type.dtype()));
        if (throughArrays || rows.operand(store.operand()).along() == Along.ANY) {
            scatter(store.operand(), numbers, present);
            return;
        }
        Optional<Integer> mask = under(present).map(rest -> lanes.mask(rest, type));
        written.apply(store.operand()).add(builder -> {
            type.exact(builder.aload(numbers.local()), vectors.bits());
            pushPlace(builder, store.operand());
            mask.ifPresentOrElse(
                    local -> {
                        builder.aload(local);
                        type.intoArray(builder, MASK);
                    },
                    () -> type.intoArray(builder));
        });
    }

    /** Writes lane by lane through an array: not all hardware can scatter. */
    private void scatter(int operand, Value.Vector numbers, Optional<Value> present) {
        int inOrder = vectors.scratch(numbers.type());
        written.apply(operand).add(builder -> {
            VectorConversions.intoArray(builder, vectors, numbers, inOrder);
            pushPlace(builder, operand);
            pushStride(builder, operand);
            builder.aload(inOrder);
            pushCount(builder, present);
            Strides.scatter(builder, numbers.type());
        });
    }

    /** Puts the number of columns that are left, but at most that of the lanes, on the stack; 0 in rows that are not written. */
    private void pushCount(CodeBuilder builder, Optional<Value> present) {
        builder.loadConstant(vectors.length());
        if (left.isPresent()) {
            builder.iload(rows.end()).iload(column).isub();
            builder.invokestatic(Conversions.MATH, "min", ScalarOperator.TWO_INTS_TO_INT);
        }
        present.ifPresent(uniform -> {
            Frame.push(builder, uniform);
            builder.imul();
        });
    }

    @Override
    public Value running(Step.Running running, Value argument) {
        throw new IllegalStateException("a running combination goes from column to column");
    }
}
