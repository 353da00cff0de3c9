package org.chainrule.codegen;

import static org.chainrule.codegen.VectorType.VECTOR;

import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.chainrule.graph.DType;
import org.chainrule.graph.Lanes;
import org.chainrule.graph.ScalarFunction;

/** Writes bytecode that computes a hardware vector of numbers. A BOOL value is a mask. */
final class VectorLanes implements Lanes<Value> {
    private final VectorFrame vectors;
    private final Code before;
    private final Code code;
    private final Map<Value, Value.Vector> broadcasts;
    private final Map<Value, Value.Vector> receivers = new HashMap<>();
    private final VectorMasks masks;

    /**
     * @param before where scalars of the row are broadcast, ahead of the columns
     * @param broadcasts those that are, shared by all code behind {@code before}
     * @param code where the rest goes
     */
    VectorLanes(VectorFrame vectors, Code before, Map<Value, Value.Vector> broadcasts, Code code) {
        this.vectors = vectors;
        this.before = before;
        this.broadcasts = broadcasts;
        this.code = code;
        this.masks = new VectorMasks(this, vectors);
    }

    /** The vector of a value: itself, or the scalar in all lanes. */
    Value.Vector vector(Value value) {
        return switch (value) {
            case Value.Vector vector -> vector;
            case Value.Constant constant -> vectors.constant(constant);
            case Value.Scalar scalar -> broadcasts.computeIfAbsent(scalar, number -> vectors.broadcast(number, before));
        };
    }

    /** As {@link #vector}, to call methods on: one that was made before the loop is said to be exact here. */
    private Value.Vector receiver(Value value) {
        return switch (value) {
            case Value.Vector vector -> vector;
            case Value.Constant _, Value.Scalar _ -> receivers.computeIfAbsent(value, this::exact);
        };
    }

    private Value.Vector exact(Value value) {
        Value.Vector vector = vector(value);
        return value(vector.dtype(), builder -> vector.type().exact(builder.aload(vector.local()), vectors.bits()));
    }

    /** The local variable of a BOOL value as a mask over vectors of a type. */
    int mask(Value condition, VectorType type) {
        return masks.over(vector(condition), type);
    }

    /** A fresh local variable for what {@code push} leaves on the stack. */
    int store(Consumer<CodeBuilder> push) {
        int local = vectors.frame().takeReference();
        code.add(builder -> {
            push.accept(builder);
            builder.astore(local);
        });
        return local;
    }

    Value.Vector value(DType dtype, Consumer<CodeBuilder> push) {
        return new Value.Vector(dtype, VectorType.of(dtype, vectors.wide()), store(push));
    }

    /** A method of the vector class, of vectors of one dtype. */
    private Value method(String name, Value... operands) {
        Value.Vector first = receiver(operands[0]);
        Value.Vector[] rest = new Value.Vector[operands.length - 1];
        for (int i = 0; i < rest.length; i++) {
            rest[i] = vector(operands[i + 1]);
        }
        ClassDesc[] parameters = Collections.nCopies(rest.length, VECTOR).toArray(ClassDesc[]::new);
        return value(first.dtype(), builder -> {
            builder.aload(first.local());
            for (Value.Vector operand : rest) {
                builder.aload(operand.local());
            }
            first.type().call(builder, name, parameters);
        });
    }

    @Override
    public DType type(Value x) {
        return x.dtype();
    }

    @Override
    public Value literal(DType type, double value) {
        return Value.Constant.of(type, value);
    }

    @Override
    public Value literal(DType type, long value) {
        return Value.Constant.of(type, value);
    }

    @Override
    public Value add(Value a, Value b) {
        return method("add", a, b);
    }

    @Override
    public Value sub(Value a, Value b) {
        return method("sub", a, b);
    }

    @Override
    public Value mul(Value a, Value b) {
        return method("mul", a, b);
    }

    @Override
    public Value div(Value a, Value b) {
        return method("div", a, b);
    }

    @Override
    public Value max(Value a, Value b) {
        return b instanceof Value.Constant bound && Extremes.isPlain(bound, -0.0)
                ? select(lessEqual(a, bound), bound, a)
                : method("max", a, b);
    }

    @Override
    public Value min(Value a, Value b) {
        return b instanceof Value.Constant bound && Extremes.isPlain(bound, 0.0)
                ? select(lessEqual(bound, a), bound, a)
                : method("min", a, b);
    }

    @Override
    public Value neg(Value a) {
        return method("neg", a);
    }

    @Override
    public Value abs(Value a) {
        return method("abs", a);
    }

    @Override
    public Value fma(Value a, Value b, Value c) {
        return method("fma", a, b, c);
    }

    @Override
    public Value sqrt(Value a) {
        return method("sqrt", a);
    }

    @Override
    public Value floor(Value a) {
        return Rounding.floor(this, a);
    }

    @Override
    public Value ceil(Value a) {
        return Rounding.ceil(this, a);
    }

    @Override
    public Value rint(Value a) {
        return Rounding.rint(this, a);
    }

    @Override
    public Value equal(Value a, Value b) {
        return a.dtype() == DType.BOOL ? not(xor(a, b)) : VectorOperations.compare(this, "EQ", receiver(a), vector(b));
    }

    @Override
    public Value less(Value a, Value b) {
        return VectorOperations.compare(this, "LT", receiver(a), vector(b));
    }

    @Override
    public Value lessEqual(Value a, Value b) {
        return VectorOperations.compare(this, "LE", receiver(a), vector(b));
    }

    @Override
    public Value select(Value condition, Value yes, Value no) {
        if (yes.dtype() == DType.BOOL) {
            return or(and(condition, yes), and(not(condition), no));
        }
        return VectorOperations.blend(this, condition, vector(yes), receiver(no));
    }

    @Override
    public Value and(Value a, Value b) {
        return bitwise("and", "AND", a, b);
    }

    @Override
    public Value or(Value a, Value b) {
        return bitwise("or", "OR", a, b);
    }

    @Override
    public Value xor(Value a, Value b) {
        return bitwise("xor", "XOR", a, b);
    }

    private Value bitwise(String ofMasks, String ofVectors, Value a, Value b) {
        return a.dtype() == DType.BOOL
                ? masks.logical(ofMasks, vector(a), vector(b))
                : VectorOperations.bitwise(this, ofVectors, receiver(a), vector(b));
    }

    @Override
    public Value not(Value a) {
        return a.dtype() == DType.BOOL ? masks.not(vector(a)) : method("not", a);
    }

    @Override
    public Value shiftLeft(Value a, Value distance) {
        return VectorOperations.shift(this, "LSHL", receiver(a), distance);
    }

    @Override
    public Value shiftRight(Value a, Value distance) {
        return VectorOperations.shift(this, "LSHR", receiver(a), distance);
    }

    @Override
    public Value cast(Value a, DType to) {
        if (a.dtype() == to) {
            return a;
        }
        if (to == DType.BOOL) {
            return not(equal(a, literal(a.dtype(), 0L)));
        }
        return a.dtype() == DType.BOOL
                ? select(a, literal(to, 1L), literal(to, 0L))
                : VectorConversions.cast(this, vectors, receiver(a), to);
    }

    @Override
    public Value toBits(Value a) {
        return VectorConversions.toBits(this, vectors, vector(a));
    }

    @Override
    public Value fromBits(Value a) {
        return VectorConversions.fromBits(this, vectors, vector(a));
    }

    @Override
    public Value call(ScalarFunction function, Value a) {
        return VectorConversions.call(this, vectors, function, vector(a), vector(a));
    }

    @Override
    public Value call(ScalarFunction function, Value a, Value b) {
        return VectorConversions.call(this, vectors, function, vector(a), vector(b));
    }
}
