package org.chainrule.codegen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.chainrule.graph.DType.BOOL;
import static org.chainrule.graph.DType.FLOAT32;
import static org.chainrule.graph.DType.FLOAT64;
import static org.chainrule.graph.DType.INT32;
import static org.chainrule.graph.DType.INT64;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CompoundElement;
import java.lang.classfile.instruction.InvokeInstruction;
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

    /** Where a row is one vector, passes have what earlier ones computed; a loop over several would compute or fetch it anew. */
    @Test
    void aRowOfOneVectorIsReadOnce() {
        KernelBuilder kernel = new KernelBuilder();
        int x = kernel.input(FLOAT32);
        int centred = kernel.apply(Binary.SUB, x, kernel.reduce(Combine.MAX, x));
        int sum = kernel.reduce(Combine.SUM, kernel.apply(Unary.EXP, centred));
        kernel.output(FLOAT32, Along.UNIT, kernel.apply(Binary.DIV, centred, sum));
        assertThat(loads(kernel, 512)).isEqualTo(1);
        assertThat(loads(kernel, 256)).isGreaterThan(1);
    }

    private static long loads(KernelBuilder kernel, int bits) {
        byte[] bytes = KernelCompiler.classFile(kernel.build(), Columns.SHORT, new Target.Vector(bits));
        return ClassFile.of().parse(bytes).methods().stream()
                .flatMap(method -> method.code().stream())
                .flatMap(CompoundElement::elementStream)
                .filter(element -> element instanceof InvokeInstruction invoke
                        && invoke.name().equalsString("fromArray"))
                .count();
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
