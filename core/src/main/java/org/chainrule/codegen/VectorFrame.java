package org.chainrule.codegen;

import java.lang.classfile.CodeBuilder;
import java.lang.constant.ConstantDescs;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.chainrule.kernel.Step;

/** What the vector code of one kernel shares: the width, and the constants that are made once a call. */
final class VectorFrame {
    private final Frame frame;
    private final Code prologue;
    private final int bits;
    private final boolean wide;
    private final Map<Value.Constant, Value.Vector> constants = new HashMap<>();
    private final Map<Integer, Integer> indexMaps = new HashMap<>();
    private final Map<Step.Position, Integer> ramps = new HashMap<>();
    private final Map<Integer, Integer> longEnough = new HashMap<>();
    private final Map<VectorType, Integer> scratches = new EnumMap<>(VectorType.class);
    private final Map<VectorType, Integer> otherScratches = new EnumMap<>(VectorType.class);
    private final Map<VectorType, Integer> indices = new EnumMap<>(VectorType.class);

    VectorFrame(Frame frame, Code prologue, int bits, boolean wide) {
        this.frame = frame;
        this.prologue = prologue;
        this.bits = bits;
        this.wide = wide;
    }

    Frame frame() {
        return frame;
    }

    Code prologue() {
        return prologue;
    }

    int bits() {
        return bits;
    }

    /** Whether lanes are 64 bits wide. */
    boolean wide() {
        return wide;
    }

    /** The lanes of a hardware vector. */
    int length() {
        return length(bits, wide);
    }

    /** The lanes of so many bits. */
    static int length(int bits, boolean wide) {
        return bits / (wide ? Long.SIZE : Integer.SIZE);
    }

    /** The whole numbers as wide as a lane. */
    VectorType wholes() {
        return wide ? VectorType.LONGS : VectorType.INTS;
    }

    /** Says which class a vector has that comes from before a loop, or around one. */
    void exact(Code code, Value.Vector vector) {
        code.add(builder -> {
            vector.type().exact(builder.aload(vector.local()), bits);
            builder.pop();
        });
    }

    /** The constant in all lanes. */
    Value.Vector constant(Value.Constant constant) {
        return constants.computeIfAbsent(constant, number -> broadcast(number, prologue));
    }

    /** The scalar in all lanes; a BOOL becomes a mask. */
    Value.Vector broadcast(Value scalar, Code code) {
        VectorType type = VectorType.of(scalar.dtype(), wide);
        Value.Vector result = new Value.Vector(scalar.dtype(), type, frame.takeReference());
        code.add(builder -> {
            type.species(builder, bits);
            Frame.push(builder, scalar);
            switch (scalar.dtype()) {
                case FLOAT32, FLOAT64, INT32, INT64 -> type.broadcast(builder, bits);
                case BOOL -> {
                    if (wide) {
                        builder.i2l();
                    }
                    type.broadcast(builder, bits);
                    nonzero(builder, type);
                }
            }
            builder.astore(result.local());
        });
        return result;
    }

    /** Makes the mask of the lanes of whole numbers on the stack that are not 0. */
    void nonzero(CodeBuilder builder, VectorType type) {
        builder.getstatic(VectorType.OPERATORS, "NE", VectorType.COMPARISON);
        type.zero(builder);
        type.compare(builder, type.element());
    }

    /** The lanes' numbers 0, 1, 2 …, in lanes of that type. */
    int indices(VectorType type) {
        return indices.computeIfAbsent(
                type,
                _ -> once(builder -> {
                    type.species(builder, bits);
                    type.zero(builder);
                    type.broadcast(builder, bits);
                    builder.iconst_1();
                    type.call(builder, "addIndex", ConstantDescs.CD_int);
                }));
    }

    /** A local variable that holds an array with a place for each lane, to be used up at once. */
    int scratch(VectorType type) {
        return scratches.computeIfAbsent(type, lanes -> lanesInOrder(lanes, 0));
    }

    /** As {@link #scratch}, a second one. */
    int otherScratch(VectorType type) {
        return otherScratches.computeIfAbsent(type, lanes -> lanesInOrder(lanes, 1));
    }

    /** A local variable that holds an operand's array, or a copy that has as many elements as a vector has lanes. */
    int longEnough(int operand, int array, VectorType type) {
        return longEnough.computeIfAbsent(
                operand,
                _ -> once(builder -> {
                    builder.aload(array).loadConstant(operand).loadConstant(length());
                    Scratch.longEnough(builder);
                    builder.checkcast(type.element().arrayType());
                }));
    }

    private int lanesInOrder(VectorType type, int number) {
        return once(builder -> Scratch.push(builder, type, length(), number));
    }

    /** A local variable whose object is made once a call. */
    int once(Consumer<CodeBuilder> push) {
        int local = frame.takeReference();
        prologue.add(builder -> {
            push.accept(builder);
            builder.astore(local);
        });
        return local;
    }

    /** The lanes' distances, in elements, of an operand whose stride {@code pushStride} puts on the stack. */
    int indexMap(int operand, Consumer<CodeBuilder> pushStride) {
        return indexMaps.computeIfAbsent(
                operand,
                _ -> once(builder -> {
                    pushStride.accept(builder);
                    Strides.pushMap(builder, length());
                }));
    }

    /** The lanes' numbers times a step. */
    int ramp(Step.Position position, VectorType type, int step) {
        int lanes = indices(type);
        return ramps.computeIfAbsent(
                position,
                _ -> once(builder -> {
                    builder.aload(lanes).iload(step);
                    if (wide) {
                        builder.i2l();
                    }
                    type.call(builder, "mul", type.element());
                }));
    }
}
