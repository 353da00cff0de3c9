package org.chainrule.interpret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.chainrule.Tensor;
import org.chainrule.graph.DType;
import org.chainrule.graph.Data;
import org.chainrule.graph.Node;
import org.chainrule.graph.Shape;
import org.junit.jupiter.api.Test;

/** What values mean, as Java's own arithmetic has it. */
class InterpreterTest {
    private static final int LEAST = Integer.MIN_VALUE;
    private static final int MOST = Integer.MAX_VALUE;

    private static Data run(Tensor tensor) {
        return Interpreter.run(List.of(tensor.node())).getFirst();
    }

    private static long[] wholes(Tensor tensor) {
        return run(tensor).toLongs();
    }

    private static double[] reals(Tensor tensor) {
        return run(tensor).toDoubles();
    }

    @Test
    void int32Wraps() {
        assertThat(wholes(Tensor.of(MOST, LEAST).add(1))).containsExactly(LEAST, LEAST + 1);
        assertThat(wholes(Tensor.of(LEAST).sub(1))).containsExactly(MOST);
        assertThat(wholes(Tensor.of(MOST, 1 << 20).mul(Tensor.of(MOST, 1 << 20))))
                .containsExactly(1, 0);
        assertThat(wholes(Tensor.of(LEAST).neg())).containsExactly(LEAST);
        assertThat(wholes(Tensor.of(LEAST).abs())).containsExactly(LEAST);
        assertThat(wholes(Tensor.of(MOST).square())).containsExactly(1);
        assertThat(wholes(Tensor.of(MOST, MOST).sum())).containsExactly(-2);
        assertThat(wholes(Tensor.of(MOST, 1, 1).cumulativeSum(0))).containsExactly(MOST, LEAST, LEAST + 1);
    }

    @Test
    void int64KeepsWhatInt32Loses() {
        assertThat(wholes(Tensor.of((long) MOST).add(1))).containsExactly(MOST + 1L);
        assertThat(wholes(Tensor.of(Long.MAX_VALUE).add(1))).containsExactly(Long.MIN_VALUE);
        assertThat(wholes(Tensor.of(1L << 53).add(1).sub(Tensor.of(1L << 53)))).containsExactly(1);
    }

    @Test
    void wholeNumbersDivideTowardZero() {
        assertThat(wholes(Tensor.of(7, -7, 7, -7).div(Tensor.of(2, 2, -2, -2)))).containsExactly(3, -3, -3, 3);
        assertThat(wholes(Tensor.of(LEAST).div(-1))).containsExactly(LEAST);
        assertThatThrownBy(() -> run(Tensor.of(1).div(0))).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void castsAsJavaDoes() {
        Tensor reals = Tensor.of(3.9, -3.9, Double.NaN, 1e20, Double.NEGATIVE_INFINITY);
        assertThat(wholes(reals.cast(DType.INT32))).containsExactly(3, -3, 0, MOST, LEAST);
        assertThat(wholes(reals.cast(DType.INT64))).containsExactly(3, -3, 0, Long.MAX_VALUE, Long.MIN_VALUE);
        assertThat(wholes(reals.cast(DType.BOOL))).containsExactly(1, 1, 1, 1, 1);
        assertThat(wholes(Tensor.of(0.0, -0.0, 0.1).cast(DType.BOOL))).containsExactly(0, 0, 1);
        assertThat(wholes(Tensor.of((1L << 32) + 5).cast(DType.INT32))).containsExactly(5);
        assertThat(wholes(Tensor.of(-2, 0, 5).cast(DType.BOOL))).containsExactly(1, 0, 1);
        assertThat(reals(Tensor.of(true, false).cast(DType.FLOAT32))).containsExactly(1, 0);
        assertThat(reals(Tensor.of(0.1).cast(DType.FLOAT32).cast(DType.FLOAT64)))
                .containsExactly(0.1f);
    }

    @Test
    void nothingComparesWithNaNButNotEqual() {
        Tensor nan = Tensor.of(Double.NaN, Double.NaN, 1);
        Tensor other = Tensor.of(1, Double.NaN, Double.NaN);
        assertThat(wholes(nan.eq(other))).containsExactly(0, 0, 0);
        assertThat(wholes(nan.lt(other))).containsExactly(0, 0, 0);
        assertThat(wholes(nan.le(other))).containsExactly(0, 0, 0);
        assertThat(wholes(nan.gt(other))).containsExactly(0, 0, 0);
        assertThat(wholes(nan.ge(other))).containsExactly(0, 0, 0);
        assertThat(wholes(nan.ne(other))).containsExactly(1, 1, 1);
    }

    @Test
    void comparisonsAndZeros() {
        Tensor a = Tensor.of(-0.0, 1, 2);
        Tensor b = Tensor.of(0.0, 2, 1);
        assertThat(wholes(a.eq(b))).containsExactly(1, 0, 0);
        assertThat(wholes(a.lt(b))).containsExactly(0, 1, 0);
        assertThat(wholes(a.ge(b))).containsExactly(1, 0, 1);
        assertThat(wholes(Tensor.of(true, false).eq(Tensor.of(true, true)))).containsExactly(1, 0);
    }

    @Test
    void largestAndSmallestPassNaNOn() {
        Tensor nan = Tensor.of(1, Double.NaN);
        assertThat(reals(nan.maximum(Tensor.of(2.0, 2)))).containsExactly(2, Double.NaN);
        assertThat(reals(nan.minimum(Tensor.of(2.0, 2)))).containsExactly(1, Double.NaN);
        assertThat(reals(nan.max())).containsExactly(Double.NaN);
        assertThat(reals(nan.sign())).containsExactly(1, Double.NaN);
        assertThat(reals(nan.relu())).containsExactly(1, Double.NaN);
        assertThat(wholes(nan.argmax(0))).containsExactly(1);
    }

    @Test
    void bitsAndShifts() {
        Tensor x = Tensor.of(0b1100, -1);
        assertThat(wholes(x.and(Tensor.of(0b1010)))).containsExactly(0b1000, 0b1010);
        assertThat(wholes(x.or(Tensor.of(0b0001)))).containsExactly(0b1101, -1);
        assertThat(wholes(x.xor(Tensor.of(-1)))).containsExactly(~0b1100, 0);
        assertThat(wholes(x.not())).containsExactly(~0b1100, 0);
        assertThat(wholes(Tensor.of(true, false).not())).containsExactly(0, 1);
        assertThat(wholes(Tensor.of(-8, 8).shiftRight(1))).containsExactly(-8 >>> 1, 4);
        assertThat(wholes(Tensor.of(1, 3).shiftLeft(31))).containsExactly(LEAST, LEAST);
        assertThat(wholes(Tensor.of(-8L).shiftRight(1))).containsExactly(-8L >>> 1);
        assertThat(wholes(Tensor.of(1L).shiftLeft(40))).containsExactly(1L << 40);
    }

    @Test
    void roundingIsToEven() {
        Tensor x = Tensor.of(-1.5, -0.5, 0.5, 1.5, 2.5);
        assertThat(reals(x.round())).containsExactly(-2, -0.0, 0, 2, 2);
        assertThat(reals(x.floor())).containsExactly(-2, -1, 0, 1, 2);
        assertThat(reals(x.ceil())).containsExactly(-1, -0.0, 1, 2, 3);
    }

    @Test
    void float32IsRoundedAfterEveryOperationButNotByTheOracle() {
        Tensor third = Tensor.of(1f).div(3);
        Tensor sum = third.add(third).add(third).sub(1);
        assertThat(reals(third)).containsExactly(1f / 3f);
        assertThat(Interpreter.oracle(List.of(sum.node()), Map.of()).getFirst().getDouble(0))
                .isZero();
        Tensor small = Tensor.of(1f).add(1e-9).sub(1);
        assertThat(reals(small)).containsExactly(0);
        assertThat(Interpreter.oracle(List.of(small.node()), Map.of())
                        .getFirst()
                        .getDouble(0))
                .isGreaterThan(0.9e-9);
    }

    @Test
    void argumentsReplaceWhatIsKnown() {
        Node x = Tensor.of(1f, 2f).node();
        Node y = x.mul(x);
        Data other = Tensor.of(5f, 6f).data();
        assertThat(Interpreter.oracle(List.of(y), Map.of(x, other)).getFirst().toDoubles())
                .containsExactly(25, 36);
    }

    @Test
    void sumsOfNothingAreZero() {
        assertThat(reals(Tensor.zeros(0, 3).sum(0))).containsExactly(0, 0, 0);
        assertThat(reals(Tensor.zeros(2, 0).matmul(Tensor.zeros(0, 2)))).containsExactly(0, 0, 0, 0);
        assertThat(reals(Tensor.zeros(0).product())).containsExactly(1);
    }

    @Test
    void anIndexOutOfRangeIsAnError() {
        Tensor table = Tensor.zeros(3, 2);
        for (int index : new int[] {3, -1}) {
            assertThatThrownBy(() -> run(table.gather(0, Tensor.of(index))))
                    .isInstanceOf(IndexOutOfBoundsException.class)
                    .hasMessageContaining("index " + index)
                    .hasMessageContaining("[3, 2]");
        }
    }

    @Test
    void movementsAndGathers() {
        Tensor x = Tensor.iota(6, DType.INT32).reshape(2, 3);
        assertThat(wholes(x.transpose())).containsExactly(0, 3, 1, 4, 2, 5);
        assertThat(wholes(x.flip(1))).containsExactly(2, 1, 0, 5, 4, 3);
        assertThat(wholes(x.slice(1, 2, -4, -2))).containsExactly(2, 0, 5, 3);
        assertThat(wholes(x.pad(1, 1, 0))).containsExactly(0, 0, 1, 2, 0, 3, 4, 5);
        assertThat(wholes(x.gather(1, Tensor.of(2, 2, 0)))).containsExactly(2, 2, 0, 5, 5, 3);
        assertThat(wholes(x.scatterAdd(1, Tensor.of(1, 1, 0), 2))).containsExactly(2, 1, 5, 7);
        assertThat(wholes(x.cumulativeSum(0))).containsExactly(0, 1, 2, 3, 5, 7);
        assertThat(run(Tensor.iota(3, DType.INT64)
                                .unsqueeze(1)
                                .matmul(Tensor.iota(3, DType.INT64).unsqueeze(0)))
                        .toLongs())
                .containsExactly(0, 0, 0, 0, 1, 2, 0, 2, 4);
        assertThat(x.shape()).isEqualTo(Shape.of(2, 3));
    }
}
