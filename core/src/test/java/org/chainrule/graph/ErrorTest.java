package org.chainrule.graph;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.chainrule.Gradient;
import org.chainrule.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Errors speak at the line that makes them: the operation, the shapes, a hint. */
class ErrorTest {
    private static Arguments error(ThrowingCallable line, Class<?> type, String... words) {
        return Arguments.of(line, type, List.of(words));
    }

    static List<Arguments> errors() {
        Tensor matrix = Tensor.zeros(2, 3);
        Tensor flags = Tensor.of(true, false);
        Tensor whole = Tensor.of(1, 2);
        Class<?> shape = ShapeException.class;
        Class<?> dtype = DTypeException.class;
        return List.of(
                error(() -> matrix.matmul(matrix), shape, "matmul", "[2, 3] by [2, 3]", "3 columns", "2 rows"),
                error(() -> Tensor.scalar(1).matmul(matrix), shape, "matmul", "mul()"),
                error(() -> Tensor.zeros(2, 4, 2, 3).matmul(Tensor.zeros(3, 3, 2)), shape, "[2, 4]", "[3]"),
                error(() -> matrix.reshape(4), shape, "reshape", "[2, 3]", "6", "4"),
                error(() -> matrix.reshape(4, -1), shape, "reshape", "[2, 3]", "4"),
                error(() -> matrix.sum(2), shape, "axis 2", "[2, 3]", "-2 to 1"),
                error(() -> matrix.sum(1, -1), shape, "axis 1", "twice"),
                error(() -> Tensor.scalar(1).sum(0), shape, "axis 0", "no axes"),
                error(() -> Tensor.zeros(0, 3).max(0), shape, "max", "empty", "[0, 3]"),
                error(() -> matrix.permute(0, 0), shape, "permute", "[0, 0]", "every axis once"),
                error(() -> matrix.transpose().squeeze(0), shape, "squeeze", "axis 0", "[3, 2]", "extent 1"),
                error(() -> matrix.get(1, 3), shape, "get", "index 3", "[2, 3]"),
                error(() -> matrix.slice(1, 0, 4), shape, "slice", "0 to 4", "[2, 3]"),
                error(() -> matrix.slice(1, 0, 2, 0), shape, "slice", "step is not 0"),
                error(() -> matrix.pad(0, -1, 0), shape, "pad", "-1"),
                error(() -> Tensor.concat(0, List.of(matrix, Tensor.zeros(2, 4))), shape, "concat", "[2, 3]", "[2, 4]"),
                error(() -> Tensor.concat(0, List.of()), shape, "concat", "at least one"),
                error(() -> Tensor.zeros(3).transpose(), shape, "transpose", "[3]"),
                error(() -> matrix.item(), shape, "item", "[2, 3]", "6"),
                error(() -> Tensor.of(new float[3], Shape.of(2, 2)), shape, "3 values", "[2, 2]"),
                error(() -> Tensor.of(new float[][] {{1, 2}, {3}}), shape, "row 1"),
                error(() -> Shape.of(2, -1), shape, "negative", "-1"),
                error(() -> Shape.of(1 << 20, 1 << 20), shape, "more elements"),
                error(() -> matrix.gather(0, Tensor.of(0.5f)), dtype, "gather", "float32", "int32 or int64"),
                error(() -> matrix.scatterAdd(0, Tensor.of(0, 1, 2), 3), shape, "scatterAdd: ", "[2, 3]", "[3]"),
                error(() -> matrix.scatterAdd(0, Tensor.of(0, 1), 0), shape, "scatterAdd: ", "[0, 3]", "no slices"),
                error(() -> matrix.scatterAdd(5, Tensor.of(0, 1), 3), shape, "scatterAdd: ", "axis 5"),
                error(() -> matrix.scatterAdd(0, flags, 3), dtype, "indices of scatterAdd: ", "bool"),
                error(() -> matrix.indexAdd(0, whole, Tensor.zeros(2, 4)), shape, "indexAdd: ", "[2, 4]", "[2, 3]"),
                error(
                        () -> matrix.indexAdd(0, whole, Tensor.zeros(2, 3).cast(DType.INT32)),
                        dtype,
                        "indexAdd: ",
                        "int32",
                        "cast()"),
                error(() -> matrix.indexAdd(0, flags, matrix), dtype, "indices of indexAdd: ", "bool"),
                error(() -> Tensor.zeros(0, 3).indexAdd(0, whole, matrix), shape, "indexAdd: ", "no slices"),
                error(() -> Tensor.zeros(0, 3).gather(0, whole), shape, "gather", "[2]", "[0, 3]", "no slices"),
                error(() -> whole.where(whole, whole), dtype, "where: ", "int32", "bool"),
                error(() -> flags.where(whole, flags), dtype, "where: ", "int32", "bool", "cast()"),
                error(() -> flags.where(matrix, matrix), shape, "where: ", "[2, 3]", "[2]"),
                error(() -> flags.add(flags), dtype, "add", "bool", "a number type"),
                error(() -> matrix.and(matrix), dtype, "and", "float32", "int32, int64 or bool"),
                error(() -> whole.shiftLeft(1).add(Tensor.of(1L, 2L)), dtype, "int32", "int64", "cast()"),
                error(() -> flags.lt(flags), dtype, "lt: ", "bool"),
                error(() -> flags.le(flags), dtype, "le: ", "bool"),
                error(() -> flags.gt(flags), dtype, "gt: ", "bool"),
                error(() -> flags.ge(flags), dtype, "ge: ", "bool"),
                error(() -> matrix.gt(whole.reshape(2, 1)), dtype, "gt: one input is float32, the other int32"),
                error(() -> matrix.gt(Tensor.zeros(4)), shape, "gt: shapes [[2, 3], [4]] do not broadcast", "3 and 4"),
                error(() -> matrix.ge(Tensor.zeros(4)), shape, "ge: shapes [[2, 3], [4]] do not broadcast"),
                error(() -> matrix.eq(Tensor.zeros(4)), shape, "eq: "),
                error(() -> matrix.ne(whole.reshape(2, 1)), dtype, "ne: "),
                error(() -> matrix.shiftLeft(1), dtype, "shiftLeft: ", "float32"),
                error(() -> flags.cast(DType.INT32).mulNoNan(whole), dtype, "mulNoNan: ", "int32"),
                error(() -> flags.cumulativeSum(0), dtype, "cumulative sum", "bool"),
                error(() -> Gradient.of(matrix), shape, "gradient", "float32[2, 3]", "sum() or mean()"),
                error(() -> Gradient.of(whole.sum()), dtype, "gradient", "int32", "cast()"),
                error(() -> Gradient.of(matrix, Tensor.zeros(3)), shape, "gradient", "float32[3]", "float32[2, 3]"),
                error(() -> Gradient.of(matrix, matrix.cast(DType.FLOAT64)), dtype, "gradient", "float64", "cast()"),
                error(() -> Gradient.of(whole, whole), dtype, "gradient", "int32"),
                error(() -> whole.mean(), dtype, "mean", "int32", "float32 or float64", "cast()"),
                error(() -> whole.sum().add(0.5), dtype, "0.5", "int32"),
                error(() -> whole.pow(2), dtype, "pow", "int32", "float32 or float64"),
                error(() -> whole.add(5e9), dtype, "5.0E9", "int32", "cast()"),
                error(() -> whole.gt(-0x1p31 - 1), dtype, "int32"),
                error(() -> whole.cast(DType.INT64).add(0x1p63), dtype, "int64"),
                error(() -> whole.mul(Double.NaN), dtype, "NaN", "int32"),
                error(() -> whole.clip(0, Double.POSITIVE_INFINITY), dtype, "Infinity", "int32"),
                error(() -> whole.like(1e10), dtype, "1.0E10", "int32"),
                error(() -> Tensor.scalar(0.5, DType.INT64), dtype, "0.5", "int64"),
                error(() -> Tensor.full(Shape.of(2), 2, DType.BOOL), dtype, "2.0", "bool"));
    }

    @ParameterizedTest
    @MethodSource("errors")
    void saysWhatIsWrong(ThrowingCallable line, Class<?> type, List<String> words) {
        assertThatThrownBy(line).isInstanceOf(type).message().contains(words);
    }
}
