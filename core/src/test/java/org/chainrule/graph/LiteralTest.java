package org.chainrule.graph;

import static org.assertj.core.api.Assertions.assertThat;

import org.chainrule.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Copies of one number are made without a program. */
class LiteralTest {
    @ParameterizedTest
    @EnumSource(DType.class)
    void copiesOfANumber(DType dtype) {
        Data ones = Leaf.Literal.of(dtype, 1).data(Shape.of(2, 3));
        assertThat(ones.type()).isEqualTo(new Type(Shape.of(2, 3), dtype));
        assertThat(ones.toLongs()).containsOnly(1).hasSize(6);
        assertThat(Leaf.Literal.of(dtype, 0).data(Shape.of(4)).toLongs()).containsOnly(0);
        assertThat(Leaf.Literal.first(ones)).isEqualTo(Leaf.Literal.of(dtype, 1));
    }

    @Test
    void zeroHasASign() {
        float[] zeros = Tensor.full(Shape.of(70_000), -0.0, DType.FLOAT32).toFloats();
        assertThat(zeros).hasSize(70_000);
        assertThat(Float.floatToRawIntBits(zeros[69_999])).isEqualTo(Float.floatToRawIntBits(-0.0f));
    }

    @Test
    void aLargeNumberKeepsAllItsDigits() {
        long large = (1L << 62) + 1;
        assertThat(Leaf.Literal.of(DType.INT64, large).data(Shape.SCALAR).getLong(0))
                .isEqualTo(large);
    }
}
