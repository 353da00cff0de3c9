package org.chainrule.codegen;

import static org.chainrule.codegen.VectorType.BINARY;
import static org.chainrule.codegen.VectorType.COMPARISON;
import static org.chainrule.codegen.VectorType.MASK;
import static org.chainrule.codegen.VectorType.OPERATORS;
import static org.chainrule.codegen.VectorType.VECTOR;

import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
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
    private final Map<Value.Vector, Map<VectorType, Integer>> masks = new HashMap<>();

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
    }

    /** The vector of a value: itself, or the scalar in all lanes. */
    Value.Vector vector(Value value) {
        return switch (value) {
            case Value.Vector vector -> vector;
            case Value.Constant constant -> vectors.constant(constant);
            case Value.Scalar scalar ->
                broadcasts.computeIfAbsent(scalar, number -> vectors.broadcast(number, before));
        };
    }

    /** The local variable of a BOOL value as a mask over vectors of a type. */
    int mask(Value condition, VectorType type) {
        Value.Vector mask = vector(condition);
        if (mask.type() == type) {
            return mask.local();
        }
        return masks.computeIfAbsent(mask, _ -> new HashMap<>())
                .computeIfAbsent(type, wanted -> store(builder -> {
                    builder.aload(mask.local());
                    wanted.species(builder, vectors.bits());
                    builder.invokevirtual(MASK, "cast", MethodTypeDesc.of(MASK, VectorType.SPECIES));
                }));
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
        Value.Vector first = vector(operands[0]);
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
        return a.dtype() == DType.BOOL ? not(xor(a, b)) : compare("EQ", a, b);
    }

    @Override
    public Value less(Value a, Value b) {
        return compare("LT", a, b);
    }

    @Override
    public Value lessEqual(Value a, Value b) {
        return compare("LE", a, b);
    }

    private Value compare(String comparison, Value a, Value b) {
        Value.Vector left = vector(a);
        Value.Vector right = vector(b);
        return new Value.Vector(DType.BOOL, left.type(), store(builder -> {
            builder.aload(left.local());
            builder.getstatic(OPERATORS, comparison, COMPARISON).aload(right.local());
            left.type().compare(builder, VECTOR);
        }));
    }

    @Override
    public Value select(Value condition, Value yes, Value no) {
        if (yes.dtype() == DType.BOOL) {
            return or(and(condition, yes), and(not(condition), no));
        }
        Value.Vector otherwise = vector(no);
        Value.Vector chosen = vector(yes);
        int mask = mask(condition, otherwise.type());
        return value(yes.dtype(), builder -> {
            builder.aload(otherwise.local()).aload(chosen.local()).aload(mask);
            otherwise.type().call(builder, "blend", VECTOR, MASK);
        });
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
        return a.dtype() == DType.BOOL ? logical(ofMasks, a, b) : lanewise(ofVectors, a, b);
    }

    private Value logical(String method, Value a, Value b) {
        Value.Vector left = vector(a);
        int right = mask(b, left.type());
        return new Value.Vector(DType.BOOL, left.type(), store(builder -> builder.aload(left.local())
                .aload(right)
                .invokevirtual(MASK, method, MethodTypeDesc.of(MASK, MASK))));
    }

    private Value lanewise(String operator, Value a, Value b) {
        Value.Vector left = vector(a);
        Value.Vector right = vector(b);
        return value(left.dtype(), builder -> {
            builder.aload(left.local()).getstatic(OPERATORS, operator, VectorType.ASSOCIATIVE);
            builder.aload(right.local());
            left.type().call(builder, "lanewise", BINARY, VECTOR);
        });
    }

    @Override
    public Value not(Value a) {
        if (a.dtype() != DType.BOOL) {
            return method("not", a);
        }
        Value.Vector mask = vector(a);
        return new Value.Vector(DType.BOOL, mask.type(), store(builder -> builder.aload(mask.local())
                .invokevirtual(MASK, "not", MethodTypeDesc.of(MASK))));
    }

    @Override
    public Value shiftLeft(Value a, Value distance) {
        return shift("LSHL", a, distance);
    }

    @Override
    public Value shiftRight(Value a, Value distance) {
        return shift("LSHR", a, distance);
    }

    private Value shift(String operator, Value a, Value distance) {
        Value.Vector shifted = vector(a);
        boolean constant = distance instanceof Value.Constant;
        int by = constant ? 0 : vector(distance).local();
        return value(a.dtype(), builder -> {
            builder.aload(shifted.local()).getstatic(OPERATORS, operator, BINARY);
            if (constant) {
                Frame.push(builder, distance);
            } else {
                builder.aload(by);
            }
            shifted.type().call(builder, "lanewise", BINARY, constant ? shifted.type().element() : VECTOR);
        });
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
                : VectorConversions.cast(this, vector(a), to);
    }

    @Override
    public Value toBits(Value a) {
        return VectorConversions.toBits(this, vector(a));
    }

    @Override
    public Value fromBits(Value a) {
        return VectorConversions.fromBits(this, vector(a));
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
