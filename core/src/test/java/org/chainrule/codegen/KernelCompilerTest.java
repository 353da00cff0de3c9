package org.chainrule.codegen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.chainrule.graph.DType.BOOL;
import static org.chainrule.graph.DType.FLOAT32;
import static org.chainrule.graph.DType.FLOAT64;
import static org.chainrule.graph.DType.INT32;
import static org.chainrule.graph.DType.INT64;

import org.chainrule.graph.Binary;
import org.chainrule.graph.Cast;
import org.chainrule.graph.Combine;
import org.chainrule.graph.Comparison;
import org.chainrule.graph.Unary;
import org.chainrule.kernel.Operand.Along;
import org.junit.jupiter.api.Test;

class KernelCompilerTest {
    @Test
    void lanesOfOneWidthAreVectorizable() {
        assertThat(KernelCompiler.vectorizable(KernelBuilder.of(Unary.EXP, FLOAT32, FLOAT32)))
                .isTrue();
        assertThat(KernelCompiler.vectorizable(KernelBuilder.of(Comparison.LESS, BOOL, INT32, INT32)))
                .isTrue();
        assertThat(KernelCompiler.vectorizable(KernelBuilder.of(new Cast(INT64), INT64, FLOAT64)))
                .isTrue();
        assertThat(KernelCompiler.vectorizable(KernelBuilder.of(new Cast(FLOAT64), FLOAT64, FLOAT32)))
                .isFalse();
        assertThat(KernelCompiler.vectorizable(KernelBuilder.of(Comparison.LESS, BOOL, FLOAT64, FLOAT64)))
                .isFalse();
        assertThat(KernelCompiler.vectorizable(KernelBuilder.of(Binary.DIV, INT32, INT32, INT32)))
                .isFalse();
    }

    @Test
    void lanesFollowTheWidestDType() {
        assertThat(KernelCompiler.lanes(KernelBuilder.of(Unary.EXP, FLOAT32, FLOAT32)))
                .isEqualTo(16);
        assertThat(KernelCompiler.lanes(KernelBuilder.of(new Cast(FLOAT64), FLOAT64, FLOAT32)))
                .isEqualTo(8);
    }

    @Test
    void columnsSayHowVectorsAreFilled() {
        assertThat(Columns.of(32, 16)).isEqualTo(Columns.WHOLE);
        assertThat(Columns.of(15, 16)).isEqualTo(Columns.SHORT);
        assertThat(Columns.of(17, 16)).isEqualTo(Columns.MIXED);
    }

    @Test
    void aValueOfManyColumnsIsNotStoredOnceARow() {
        KernelBuilder kernel = new KernelBuilder();
        kernel.accumulate(Combine.SUM, kernel.operand(FLOAT32, Along.ZERO), kernel.input(FLOAT32));
        assertThatThrownBy(() -> KernelCompiler.compile(kernel.build(), Columns.WHOLE, new Target.Scalar()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("differs from column to column");
    }

    @Test
    void deadStepsEmitNothing() {
        KernelBuilder kernel = new KernelBuilder();
        int x = kernel.input(INT32);
        kernel.apply(Binary.DIV, x, kernel.literal(INT32, 0));
        kernel.output(INT32, Along.UNIT, x);
        assertThat(KernelCompiler.vectorizable(kernel.build())).isTrue();
        Launch.dense(kernel.build(), 1, 5, Noise.calm(1)).runEverywhere();
    }

    @Test
    void aVectorHasAWidthThatExists() {
        assertThatThrownBy(() -> new Target.Vector(64)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Target.Vector(256, 3)).isInstanceOf(IllegalArgumentException.class);
    }
}
