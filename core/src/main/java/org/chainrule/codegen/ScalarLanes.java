package org.chainrule.codegen;

import java.lang.classfile.CodeBuilder;
import java.util.function.Consumer;
import org.chainrule.graph.DType;
import org.chainrule.graph.Lanes;
import org.chainrule.graph.ScalarFunction;

/** Writes bytecode that computes one number. It gives the same bits as a lane of {@link VectorLanes}. */
final class ScalarLanes implements Lanes<Value> {
    private final Frame frame;
    private final Code code;

    ScalarLanes(Frame frame, Code code) {
        this.frame = frame;
        this.code = code;
    }

    /** A value of that dtype which {@code body} leaves on the stack. */
    private Value emit(DType dtype, Consumer<CodeBuilder> body) {
        Value.Scalar result = frame.takeScalar(dtype);
        code.add(builder -> {
            body.accept(builder);
            Frame.pop(builder, result);
        });
        return result;
    }

    private Value operator(ScalarOperator operator, Value... operands) {
        DType dtype = operands[0].dtype();
        return emit(dtype, builder -> {
            for (Value operand : operands) {
                Frame.push(builder, operand);
            }
            operator.emit(builder, dtype);
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
        return operator(ScalarOperator.ADD, a, b);
    }

    @Override
    public Value sub(Value a, Value b) {
        return operator(ScalarOperator.SUB, a, b);
    }

    @Override
    public Value mul(Value a, Value b) {
        return operator(ScalarOperator.MUL, a, b);
    }

    @Override
    public Value div(Value a, Value b) {
        return operator(ScalarOperator.DIV, a, b);
    }

    @Override
    public Value max(Value a, Value b) {
        return operator(ScalarOperator.MAX, a, b);
    }

    @Override
    public Value min(Value a, Value b) {
        return operator(ScalarOperator.MIN, a, b);
    }

    @Override
    public Value neg(Value a) {
        return operator(ScalarOperator.NEG, a);
    }

    @Override
    public Value abs(Value a) {
        return operator(ScalarOperator.ABS, a);
    }

    @Override
    public Value fma(Value a, Value b, Value c) {
        return operator(ScalarOperator.FMA, a, b, c);
    }

    @Override
    public Value sqrt(Value a) {
        return inDouble("sqrt", a);
    }

    @Override
    public Value floor(Value a) {
        return inDouble("floor", a);
    }

    @Override
    public Value ceil(Value a) {
        return inDouble("ceil", a);
    }

    @Override
    public Value rint(Value a) {
        return inDouble("rint", a);
    }

    /** A function of doubles whose value, rounded to float, is the correctly rounded function of floats. */
    private Value inDouble(String method, Value a) {
        return emit(a.dtype(), builder -> {
            Conversions.pushAsDouble(builder, a);
            builder.invokestatic(Conversions.MATH, method, ScalarOperator.DOUBLE_TO_DOUBLE);
            Conversions.fromDouble(builder, a.dtype());
        });
    }

    @Override
    public Value equal(Value a, Value b) {
        return compare(a, b, Order.EQUAL);
    }

    @Override
    public Value less(Value a, Value b) {
        return compare(a, b, Order.LESS);
    }

    @Override
    public Value lessEqual(Value a, Value b) {
        return compare(a, b, Order.LESS_OR_EQUAL);
    }

    private Value compare(Value a, Value b, Order order) {
        Value.Scalar result = frame.takeScalar(DType.BOOL);
        code.add(builder -> Choices.compare(builder, a, b, order, result));
        return result;
    }

    @Override
    public Value select(Value condition, Value yes, Value no) {
        Value.Scalar result = frame.takeScalar(yes.dtype());
        code.add(builder -> Choices.select(builder, condition, yes, no, result));
        return result;
    }

    @Override
    public Value and(Value a, Value b) {
        return operator(ScalarOperator.AND, a, b);
    }

    @Override
    public Value or(Value a, Value b) {
        return operator(ScalarOperator.OR, a, b);
    }

    @Override
    public Value xor(Value a, Value b) {
        return operator(ScalarOperator.XOR, a, b);
    }

    @Override
    public Value not(Value a) {
        return xor(a, literal(a.dtype(), a.dtype() == DType.BOOL ? 1L : -1L));
    }

    @Override
    public Value shiftLeft(Value a, Value distance) {
        return shift(ScalarOperator.SHIFT_LEFT, a, distance);
    }

    @Override
    public Value shiftRight(Value a, Value distance) {
        return shift(ScalarOperator.SHIFT_RIGHT, a, distance);
    }

    private Value shift(ScalarOperator operator, Value a, Value distance) {
        return emit(a.dtype(), builder -> {
            Frame.push(builder, a);
            Frame.push(builder, distance);
            if (distance.dtype() == DType.INT64) {
                builder.l2i();
            }
            operator.emit(builder, a.dtype());
        });
    }

    @Override
    public Value cast(Value a, DType to) {
        if (a.dtype() == to) {
            return a;
        }
        return to == DType.BOOL
                ? not(equal(a, literal(a.dtype(), 0L)))
                : emit(to, builder -> Conversions.pushAs(builder, a, to));
    }

    @Override
    public Value toBits(Value a) {
        boolean wide = a.dtype() == DType.FLOAT64;
        return emit(wide ? DType.INT64 : DType.INT32, builder -> {
            Frame.push(builder, a);
            Conversions.toBits(builder, wide);
        });
    }

    @Override
    public Value fromBits(Value a) {
        boolean wide = a.dtype() == DType.INT64;
        return emit(wide ? DType.FLOAT64 : DType.FLOAT32, builder -> {
            Frame.push(builder, a);
            Conversions.fromBits(builder, wide);
        });
    }

    @Override
    public Value call(ScalarFunction function, Value a) {
        return emit(a.dtype(), builder -> {
            ScalarCalls.pushFunction(builder, function);
            Conversions.pushAsDouble(builder, a);
            ScalarCalls.callOne(builder);
            Conversions.fromDouble(builder, a.dtype());
        });
    }

    @Override
    public Value call(ScalarFunction function, Value a, Value b) {
        return emit(a.dtype(), builder -> {
            ScalarCalls.pushFunction(builder, function);
            Conversions.pushAsDouble(builder, a);
            Conversions.pushAsDouble(builder, b);
            ScalarCalls.callTwo(builder);
            Conversions.fromDouble(builder, a.dtype());
        });
    }
}
